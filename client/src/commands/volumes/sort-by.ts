import { sortCommand } from "../arrange.ts";

export default sortCommand("volumes");
