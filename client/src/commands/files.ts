/** The files of a workspace that commands are done to, by their names, as VS Code's globs. */

export const DOCKERFILES = "**/{[Dd]ockerfile,[Dd]ockerfile.*,*.[Dd]ockerfile,Containerfile,Containerfile.*}";
export const COMPOSE_FILES = "**/{compose,docker-compose}*.{yml,yaml}";
