# Sourced: starts a throw-away PostgreSQL on a free port of this machine for the tests.
postgres_bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/pg_ctl | sort -V | tail -n 1)")
postgres_dir=$(mktemp -d)

as_postgres() {
    if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi
}

start_postgres() {
    local port
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_dir"; fi
    as_postgres "$postgres_bin/initdb -D $postgres_dir/data -U postgres --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null"
    as_postgres "$postgres_bin/pg_ctl -D $postgres_dir/data -w -l $postgres_dir/log -o '-p $port -h 127.0.0.1 -k $postgres_dir -c fsync=off -c max_connections=200' start >/dev/null"
    export DAKS_TEST_POSTGRES="postgresql://postgres@127.0.0.1:$port/postgres"
}

stop_postgres() {
    as_postgres "$postgres_bin/pg_ctl -D $postgres_dir/data -m immediate stop >/dev/null 2>&1" || true
    rm -rf "$postgres_dir"
}
