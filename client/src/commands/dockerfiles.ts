/** The files of a workspace that are Dockerfiles by their names, as VS Code's glob. */
export const DOCKERFILES = "**/{[Dd]ockerfile,[Dd]ockerfile.*,*.[Dd]ockerfile,Containerfile,Containerfile.*}";
