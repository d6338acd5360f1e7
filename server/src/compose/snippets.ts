/** Services that many projects have, ready to run: with a health check and a volume where they keep data. */

export interface ServiceSnippet {
  readonly name: string;
  /** What it is looked for by, where that is not its name. */
  readonly label?: string;
  /** The lines below the name, as an LSP snippet, two blanks per level. */
  readonly body: string;
  /** Named in the body, to be defined under `volumes`. */
  readonly volume?: string;
}

/** A body in the indentation of a file. */
export const indented = (body: string, step: string): string =>
  body.replace(/^(?: {2})+/gm, (blanks) => step.repeat(blanks.length / 2));

export const SERVICE_SNIPPETS: readonly ServiceSnippet[] = [
  {
    name: "postgres",
    volume: "postgres-data",
    body: `image: postgres:\${1:18}
environment:
  POSTGRES_PASSWORD: \\\${POSTGRES_PASSWORD:?}
volumes:
  - postgres-data:/var/lib/postgresql
healthcheck:
  test: ["CMD-SHELL", "pg_isready -U postgres"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "mysql",
    volume: "mysql-data",
    body: `image: mysql:\${1:9}
environment:
  MYSQL_ROOT_PASSWORD: \\\${MYSQL_ROOT_PASSWORD:?}
  MYSQL_DATABASE: \${2:app}
volumes:
  - mysql-data:/var/lib/mysql
healthcheck:
  test: ["CMD-SHELL", "mysqladmin ping --silent"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "mariadb",
    volume: "mariadb-data",
    body: `image: mariadb:\${1:12}
environment:
  MARIADB_ROOT_PASSWORD: \\\${MARIADB_ROOT_PASSWORD:?}
volumes:
  - mariadb-data:/var/lib/mysql
healthcheck:
  test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "redis",
    volume: "redis-data",
    body: `image: redis:\${1:8}-alpine
volumes:
  - redis-data:/data
healthcheck:
  test: ["CMD", "redis-cli", "ping"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "rabbitmq",
    volume: "rabbitmq-data",
    body: `image: rabbitmq:\${1:4}-management
volumes:
  - rabbitmq-data:/var/lib/rabbitmq
healthcheck:
  test: ["CMD", "rabbitmq-diagnostics", "-q", "ping"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "mongo",
    volume: "mongo-data",
    body: `image: mongo:\${1:8}
volumes:
  - mongo-data:/data/db
healthcheck:
  test: ["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "nginx",
    body: `image: nginx:\${1:1.29}-alpine
ports:
  - "\${2:8080}:80"
volumes:
  - \${3:./html}:/usr/share/nginx/html:ro
healthcheck:
  test: ["CMD", "wget", "-q", "--spider", "http://localhost/"]
  interval: 10s`,
  },
  {
    name: "kafka",
    volume: "kafka-data",
    body: `image: apache/kafka:\${1:4.1.0}
volumes:
  - kafka-data:/var/lib/kafka/data
healthcheck:
  test: ["CMD-SHELL", "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server localhost:9092"]
  interval: 10s
  retries: 5`,
  },
  {
    name: "worker",
    label: "celery worker",
    body: `build: .
command: celery -A \${1:app} worker --loglevel=info
environment:
  CELERY_BROKER_URL: redis://\${2:redis}:6379/0
depends_on:
  \${2:redis}:
    condition: service_started
healthcheck:
  test: ["CMD-SHELL", "celery -A \${1:app} inspect ping -d celery@\\$\\$HOSTNAME"]
  interval: 30s`,
  },
];
