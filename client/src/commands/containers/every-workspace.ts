import { workspaceCommand } from "../arrange.ts";

export default workspaceCommand("containers", false);
