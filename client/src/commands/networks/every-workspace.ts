import { workspaceCommand } from "../arrange.ts";

export default workspaceCommand("networks", false);
