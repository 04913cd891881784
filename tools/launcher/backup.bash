# Copies a data folder away, running or not, and lays it back. Sourced by ./myidc.

# Reads the options that backup and restore share, into PORTAL_HOME and FILE.
parse_backup() {
    local command=$1
    shift
    FILE=
    while [ $# -gt 0 ]; do
        case $1 in
            --home)
                [ -n "${2-}" ] || stop_with 2 "--home wants a value; ./myidc help shows it"
                PORTAL_HOME=$2
                shift
                ;;
            --home=*) PORTAL_HOME=${1#*=} ;;
            -*) stop_with 2 "$command does not know '$1'; ./myidc help lists its options" ;;
            *)
                [ -z "$FILE" ] || stop_with 2 "$command takes one file, not '$FILE' and '$1'"
                FILE=$1
                ;;
        esac
        shift
    done
    [ -n "$FILE" ] || stop_with 2 "$command wants a file, such as myidc-backup.tar.gz"
}

command_backup() {
    local driver
    parse_backup backup "$@"
    [ -d "$PORTAL_HOME/postgres" ] || stop_with 1 "there is no database in $PORTAL_HOME"
    [ -w "$(dirname "$FILE")" ] || stop_with 1 "$FILE cannot be written"
    find_jdk
    driver=$(find "$APP/lib/main" -name 'org.postgresql.postgresql-*.jar' 2>/dev/null | head -n 1)
    [ -n "$driver" ] || stop_with 1 "nothing is built yet: run ./myidc build"
    "$JAVA_HOME/bin/java" -cp "$driver" "$ROOT/tools/Backup.java" "$PORTAL_HOME" "$FILE" ||
        stop_with 1 "the backup failed; $FILE was not written"
    say "Backed up $PORTAL_HOME to $FILE ($(wc -c <"$FILE" | tr -d ' ') bytes)."
}

command_restore() {
    parse_backup restore "$@"
    [ -r "$FILE" ] || stop_with 2 "there is no readable file '$FILE'"
    [ ! -e "$PORTAL_HOME/postgres" ] || stop_with 1 "$PORTAL_HOME holds a database already; restore into an empty folder with --home"
    make_home
    tar -xzf "$FILE" -C "$PORTAL_HOME" || stop_with 1 "$FILE could not be unpacked"
    [ -f "$PORTAL_HOME/postgres/PG_VERSION" ] || stop_with 1 "$FILE is not a backup of a portal"
    chmod 700 "$PORTAL_HOME/postgres"
    mkdir -p "$PORTAL_HOME/postgres/pg_wal/archive_status" "$PORTAL_HOME/postgres/pg_replslot"
    say "Restored $FILE into $PORTAL_HOME; start it with ./myidc up --home $PORTAL_HOME"
}
