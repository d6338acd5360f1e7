import { workspaceCommand } from "../arrange.ts";

export default workspaceCommand("volumes", true);
