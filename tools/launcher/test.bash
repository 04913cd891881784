# Runs the test suites and the benchmarks. Sourced by ./myidc.

ALL_SUITES="ui java tools e2e conformance chaos hosts"
# These start portals of their own, one after the other, and wait more than they work: they run beside e2e, which takes as long.
SUITES_BESIDE="tools conformance chaos"
REPORTS="$ROOT/target/test-reports"

command_test() {
    local suite failed
    local -a suites
    for suite in "$@"; do
        case " $ALL_SUITES " in
            *" $suite "*) ;;
            *) stop_with 2 "there is no test suite '$suite'; there are: $ALL_SUITES" ;;
        esac
    done
    # shellcheck disable=SC2206 # Words, split on purpose.
    suites=(${@:-$ALL_SUITES})
    find_jdk
    need_node
    if [ "${CI-}" = true ]; then
        export MYIDC_NO_SKIP=1
    fi
    rm -rf "$REPORTS"
    mkdir -p "$REPORTS"
    # shellcheck disable=SC2046 # Words, split on purpose.
    run_suites $(among "ui java" "${suites[@]}")
    run_both "$(among "e2e" "${suites[@]}")" "$(among "$SUITES_BESIDE" "${suites[@]}")"
    # Real guests share the processors with whatever else runs, and their sessions break where they get none.
    # shellcheck disable=SC2046
    run_suites $(among "hosts" "${suites[@]}")
    failed=$(cd "$REPORTS" && { cat failed-* 2>/dev/null || true; } | tr "\n" " ")
    node "$ROOT/tools/test-summary.mjs" --reports "$REPORTS" --suites "${suites[*]}" --failed "$failed"
}

# among "NAMES" SUITE...: those of the names that were asked for, in the order of the names.
among() {
    local name names=$1
    shift
    for name in $names; do
        case " $* " in *" $name "*) printf '%s ' "$name" ;; esac
    done
}

# run_suites SUITE...: one after the other; what ended badly has a file among the reports.
run_suites() {
    local suite
    for suite in "$@"; do
        say "== $suite =="
        ("test_$suite") || printf '%s\n' "$suite" >"$REPORTS/failed-$suite"
    done
}

# run_both "SUITES" "SUITES": the two lists at once; what the second prints follows when both have ended.
run_both() {
    local log="$REPORTS/beside.log" beside
    if [ -z "$1" ] || [ -z "$2" ]; then
        # shellcheck disable=SC2086 # Words, split on purpose.
        run_suites $1 $2
        return
    fi
    build_all
    install_node_packages ui
    train_start
    say "== beside what follows: $2; its output comes after it =="
    # A group of processes of its own, so that all of it ends when this is told to.
    set -m
    # shellcheck disable=SC2086
    run_suites $2 >"$log" 2>&1 </dev/null &
    beside=$!
    set +m
    trap 'kill -- -'"$beside"' 2>/dev/null; exit 130' INT TERM
    # shellcheck disable=SC2086
    run_suites $1
    wait "$beside" || true
    trap - INT TERM
    cat "$log"
}

test_ui() {
    install_node_packages ui || return 1
    (cd "$ROOT/ui" && npm run --silent check &&
        npx vitest run --reporter=default --reporter=junit --outputFile.junit="$REPORTS/ui.xml") || return 1
    build_ui
}

# The build of this run is also the one that the suites after it start, so the UI must be in it.
test_java() {
    local mark code=0
    build_ui
    mark=$(portal_mark)
    rm -rf "$ROOT/target/classes/META-INF/resources" "$ROOT/target/surefire-reports" "$APP"
    (cd "$ROOT" && "$(maven)" --batch-mode --no-transfer-progress "-Dsurefire.rerunFailingTestsCount=$(second_tries)" verify) </dev/null || code=1
    mkdir -p "$REPORTS/java"
    cp "$ROOT"/target/surefire-reports/*.xml "$REPORTS/java/" 2>/dev/null || code=1
    if [ $code -eq 0 ] && [ -f "$APP/quarkus-run.jar" ]; then
        mkdir -p "$BUILD"
        printf '%s\n' "$mark" >"$BUILD/portal.stamp"
        scan_mark >"$BUILD/scan.stamp"
    fi
    return $code
}

test_e2e() {
    local file
    local -a again=()
    build_all
    install_node_packages ui || return 1
    run_journeys e2e.xml && return
    while read -r file; do
        again+=("$file")
    done < <(node "$ROOT/tools/test-summary.mjs" --failed-suites "$REPORTS/e2e.xml")
    if [ "$(second_tries)" -eq 0 ] || [ ${#again[@]} -eq 0 ] || [ ${#again[@]} -gt 5 ]; then
        return 1
    fi
    keep_first_try e2e e2e.xml
    say "== once more: ${again[*]} =="
    run_journeys e2e.xml "${again[@]}"
}

# run_journeys REPORT FILE...: the journeys of these files, or all, against a new portal.
run_journeys() {
    local report=$1
    shift
    # The packed Chromium unpacks into the temporary folder and would take any version that lies there.
    mkdir -p "$ROOT/target/chromium"
    (cd "$ROOT/ui" && TMPDIR="$ROOT/target/chromium" node "$ROOT/tools/with-portal.mjs" --clock movable -- \
        npm run --silent e2e -- --reporter=default --reporter=junit --outputFile.junit="$REPORTS/$report" "$@")
}

# How often a failed test is tried again: once in CI, where the summary names it, and never for whoever works on it.
second_tries() {
    [ "${CI-}" = true ] && echo 1 || echo 0
}

# keep_first_try SUITE REPORT: the summary reads there what failed at first.
keep_first_try() {
    mkdir -p "$REPORTS/first/$1"
    mv "$REPORTS/$2" "$REPORTS/first/$1/"
}

test_tools() {
    build_all
    (cd "$ROOT/tools/tests" && run_node_tests tools ./*.test.mjs)
}

test_conformance() {
    build_all
    install_node_packages conformance || return 1
    (cd "$ROOT/conformance" && run_node_tests conformance ./*.test.mjs)
}

test_chaos() {
    build_all
    (cd "$ROOT/tools/chaos" && run_node_tests chaos ./*.test.mjs)
}

test_hosts() {
    build_all
    install_node_packages ui || return 1
    (cd "$ROOT/tools/hosts" && run_node_tests hosts ./*.test.mjs)
}

# run_node_tests SUITE FILE...: one file at a time, since each starts a portal of its own.
run_node_tests() {
    local suite=$1 file name code=0
    shift
    mkdir -p "$REPORTS/$suite"
    for file in "$@"; do
        name=$(basename "$file" .test.mjs).xml
        run_node_file "$file" "$REPORTS/$suite/$name" && continue
        if [ "$(second_tries)" -eq 1 ] && [ -f "$REPORTS/$suite/$name" ]; then
            keep_first_try "$suite" "$suite/$name"
            say "== once more: $file =="
            run_node_file "$file" "$REPORTS/$suite/$name" && continue
        fi
        code=1
    done
    return $code
}

# run_node_file FILE REPORT
run_node_file() {
    node --test --test-concurrency=1 --test-timeout=1200000 \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=junit --test-reporter-destination="$2" "$1" </dev/null
}

command_bench() {
    local name=${1-} class
    if [ -z "$name" ]; then
        list_benches
        return
    fi
    shift
    case $name in *[!a-z0-9-]*) stop_with 2 "a benchmark's name is lower-case letters, digits and hyphens, not '$name'" ;; esac
    build_all
    if [ -f "$ROOT/tools/bench-$name.mjs" ]; then
        need_node
        train_start
        exec node "$ROOT/tools/bench-$name.mjs" "$@"
    fi
    class=$(bench_class "$name")
    [ -f "$ROOT/src/main/java/myidc/bench/$class.java" ] ||
        stop_with 2 "there is no benchmark '$name'; ./myidc bench lists them"
    jvm_options
    # The one that measures chunks measures them on vectors; for two threads at work a collector with threads of its own is no worse.
    [ "$name" != dedup ] || JVM+=(--add-modules=jdk.incubator.vector)
    # As the manifest of the portal's own jar says.
    exec "$JAVA_HOME/bin/java" "${JVM[@]}" --add-opens java.base/java.lang=ALL-UNNAMED \
        -cp "$(app_class_path)" "myidc.bench.$class" "$@"
}

# commands -> CommandsBench, trace-replay -> TraceReplayBench.
bench_class() {
    printf '%s' "$1" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2); print "Bench" }'
}

# Transformed classes come first: they stand in for those of the application and its libraries.
app_class_path() {
    local jar path=""
    for jar in "$APP"/quarkus/*.jar "$APP"/app/*.jar "$APP"/lib/boot/*.jar "$APP"/lib/main/*.jar; do
        path="$path:$jar"
    done
    printf '%s' "${path#:}"
}

list_benches() {
    local file
    printf 'Benchmarks:\n'
    for file in "$ROOT"/tools/bench-*.mjs; do
        [ -e "$file" ] && basename "$file" .mjs | sed 's/^bench-/  /'
    done
    for file in "$ROOT"/src/main/java/myidc/bench/*Bench.java; do
        [ -e "$file" ] && basename "$file" Bench.java | sed -e 's/\([A-Z]\)/-\1/g' -e 's/^-/  /' | tr '[:upper:]' '[:lower:]'
    done
    return 0
}
