# Starts the portal. Sourced by ./myidc.

PORT=8080
PORTAL_HOME=${MYIDC_HOME-$HOME/.myidc}
DB_URL=
CLOCK=system
DEMO=no
TRACE=
ARRIVALS=
BUILD_FIRST=yes

parse_up() {
    while [ $# -gt 0 ]; do
        case $1 in
            --port | --home | --db-url | --clock | --trace | --arrivals)
                [ -n "${2-}" ] || stop_with 2 "$1 wants a value; ./myidc help shows it"
                set_up_option "$1" "$2"
                shift
                ;;
            --port=* | --home=* | --db-url=* | --clock=* | --trace=* | --arrivals=*) set_up_option "${1%%=*}" "${1#*=}" ;;
            --demo) DEMO=yes ;;
            --no-build) BUILD_FIRST=no ;;
            *) stop_with 2 "up does not know '$1'; ./myidc help lists its options" ;;
        esac
        shift
    done
    [ -z "$TRACE" ] || [ "$DEMO" = yes ] || stop_with 2 "--trace goes with --demo"
    [ -z "$ARRIVALS" ] || [ "$DEMO" = yes ] || stop_with 2 "--arrivals goes with --demo"
}

set_up_option() {
    case $1 in
        --port)
            PORT=$(printf '%s' "$2" | grep -E '^[1-9][0-9]{0,4}$' || true)
            [ "${PORT:-65536}" -le 65535 ] || stop_with 2 "--port wants a number from 1 to 65535, not '$2'"
            ;;
        --home) PORTAL_HOME=$2 ;;
        --db-url) DB_URL=$2 ;;
        --clock)
            [ "$2" = movable ] || [ "$2" = system ] || stop_with 2 "--clock wants movable or system, not '$2'"
            CLOCK=$2
            ;;
        --arrivals)
            ARRIVALS=$(printf '%s' "$2" | grep -E '^[1-9][0-9]{0,5}$' || true)
            [ -n "$ARRIVALS" ] || stop_with 2 "--arrivals wants a number from 1 to 999999, not '$2'"
            ;;
        --trace)
            [ -r "$2" ] || stop_with 2 "--trace: there is no readable file '$2'"
            TRACE=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
            ;;
    esac
}

# Hands an external PostgreSQL to the portal by environment, so that no password shows in the list of processes.
use_external_database() {
    local rest credentials
    case $DB_URL in
        jdbc:postgresql://* | postgresql://* | postgres://*) ;;
        *) stop_with 2 "--db-url wants postgresql://user:password@host:5432/name (or the same after jdbc:)" ;;
    esac
    rest=${DB_URL#*://}
    # An @ after the first / or ? belongs to the path or the parameters.
    case ${rest%%[/?]*} in
        *@*)
            credentials=${rest%%[/?]*}
            credentials=${credentials%@*}
            rest=${rest#"$credentials"@}
            MYIDC_DB_USER=$(percent_decoded "${credentials%%:*}")
            case $credentials in
                *:*) MYIDC_DB_PASSWORD=$(percent_decoded "${credentials#*:}") ;;
            esac
            ;;
    esac
    export MYIDC_DB_URL="jdbc:postgresql://$rest"
    [ -z "${MYIDC_DB_USER-}" ] || export QUARKUS_DATASOURCE_USERNAME=$MYIDC_DB_USER
    [ -z "${MYIDC_DB_PASSWORD-}" ] || export QUARKUS_DATASOURCE_PASSWORD=$MYIDC_DB_PASSWORD
}

percent_decoded() {
    case $1 in
        *%*) printf '%b' "${1//%/\\x}" ;;
        *) printf '%s' "$1" ;;
    esac
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# True when process $1 lives and is a portal: a process id from before a restart of the machine may be anybody's.
is_portal_process() {
    kill -0 "$1" 2>/dev/null && ps -p "$1" -o args= 2>/dev/null | grep -q -e quarkus-run.jar -e myidc
}

make_home() {
    if ! mkdir -p "$PORTAL_HOME" 2>/dev/null || ! [ -w "$PORTAL_HOME" ]; then
        stop_with 1 "the data folder $PORTAL_HOME cannot be written"
    fi
    PORTAL_HOME=$(cd "$PORTAL_HOME" && pwd)
}

# Makes this process the holder of the data folder. exec keeps the process id, so the mark names the portal later.
hold_home() {
    local mark=$PORTAL_HOME/portal.pid holder held_port
    while ! (set -o noclobber && printf '%s %s\n' "$$" "$PORT" >"$mark") 2>/dev/null; do
        read -r holder held_port <"$mark" || true
        if [ -n "${holder-}" ] && [ "$holder" != $$ ] && is_portal_process "$holder"; then
            stop_with 3 "the data folder $PORTAL_HOME is in use by the portal with process id $holder at port ${held_port:-unknown}; stop it or choose another --home"
        fi
        rm -f "$mark"
    done
}

# Sets JVM to the options that a start, a training run and a benchmark share: an AOT cache fits only the options it was made with.
jvm_options() {
    JVM=(--enable-native-access=ALL-UNNAMED -Ddisable-axoniq-console-message=true
        -Djava.util.logging.manager=org.jboss.logmanager.LogManager)
    # On few cores a collector without threads of its own starts sooner and leaves the cores to PostgreSQL.
    [ "$(getconf _NPROCESSORS_ONLN)" -gt 2 ] || JVM+=(-XX:+UseSerialGC)
}

# Makes the AOT cache by a training run when the portal changed since the last. A failed training costs speed only.
train_start() {
    local mark
    [ "${MYIDC_AOT-on}" != off ] || return 0
    mark=$(cat "$BUILD/portal.stamp" 2>/dev/null)/$(fingerprint tools/train-start.mjs)/$(cksum <"$JAVA_HOME/release")
    if [ -f "$APP/app.aot" ] && is_fresh train "$mark"; then
        return
    fi
    need_node
    say "Training the start-up cache ..."
    rm -f "$APP/app.aot"
    if JAVA_HOME=$JAVA_HOME node "$ROOT/tools/train-start.mjs" >"$BUILD/train.log" 2>&1 </dev/null; then
        printf '%s\n' "$mark" >"$BUILD/train.stamp"
    else
        rm -f "$APP/app.aot"
        say "The training run failed (see $BUILD/train.log): the portal starts without the cache, some two seconds slower."
        printf '%s\n' "$mark" >"$BUILD/train.stamp"
    fi
}

command_up() {
    local -a properties
    parse_up "$@"
    ! port_answers "$PORT" || stop_with 3 "port $PORT is in use; stop what serves there or choose another with --port"
    make_home
    # With a database elsewhere any number of portals may share a folder.
    [ -n "$DB_URL" ] || hold_home
    find_jdk
    if [ "$BUILD_FIRST" = yes ]; then
        build_ui
        build_portal
        train_start
    fi
    [ -f "$APP/quarkus-run.jar" ] || stop_with 1 "nothing is built yet: run ./myidc build"
    [ "$DEMO" = no ] || prepare_demo
    properties=("-Dquarkus.http.port=$PORT" "-Dmyidc.home=$PORTAL_HOME" "-Dmyidc.clock=$CLOCK")
    [ -z "$DB_URL" ] || use_external_database
    if [ "$DEMO" = yes ]; then
        # 25 tenants replay a week in minutes: no client of theirs would, so nobody counts their requests.
        properties+=("-Dmyidc.demo=true" "-Dmyidc.room.latency=0s" "-Dmyidc.rate-limit.times=0")
        [ ! -t 1 ] || properties+=("-Dmyidc.demo-terminal=true")
        [ -z "$ARRIVALS" ] || properties+=("-Dmyidc.demo-arrivals=$ARRIVALS")
        [ -z "$TRACE" ] || properties+=("-Dmyidc.demo-trace=$TRACE")
    fi
    exec_portal "${properties[@]}"
}

# The demonstration moves the clock, works with the operator's token and tells the operator's password at its end.
prepare_demo() {
    CLOCK=movable
    export MYIDC_OPERATOR_TOKEN=${MYIDC_OPERATOR_TOKEN:-$(random_hex 32)}
    export MYIDC_OPERATOR_PASSWORD=${MYIDC_OPERATOR_PASSWORD:-operator-$(random_hex 6)}
}

random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

# Becomes the portal, so that signals reach it: exec_portal PROPERTY...
exec_portal() {
    jvm_options
    if [ "${MYIDC_AOT-on}" != off ] && [ -f "$APP/app.aot" ]; then
        # What the JVM cannot use of the cache costs a moment and is nothing to tell an operator.
        JVM+=("-XX:AOTCache=$APP/app.aot" "-Xlog:aot*=error")
    fi
    # shellcheck disable=SC2206 # Options separated by spaces, split on purpose.
    [ -z "${MYIDC_JAVA_OPTS-}" ] || JVM+=($MYIDC_JAVA_OPTS)
    cd "$APP" || exit 1
    exec "$JAVA_HOME/bin/java" "${JVM[@]}" "$@" -jar quarkus-run.jar
}
