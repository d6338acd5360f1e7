import { workspaceCommand } from "../arrange.ts";

export default workspaceCommand("images", true);
