# Measures deduplication on this machine; needs neither the portal nor Node. Sourced by ./myidc.

SCAN_JAR="$ROOT/target/myidc-scan.jar"

# What the jar of the scan is made of; the portal's build makes it too.
scan_mark() { fingerprint pom.xml src/main/java/myidc/scan src/main/java/myidc/storage/sketch src/main/resources/myidc/scan; }

# The scan's own classes and what they need, built without the portal around them.
build_scan() {
    local mark
    mark=$(scan_mark)
    if [ -f "$SCAN_JAR" ] && is_fresh scan "$mark"; then
        return
    fi
    say "Building the scan ..."
    run_step scan-build "$ROOT" "$(maven)" --batch-mode --no-transfer-progress \
        -Dmaven.test.skip=true -Dquarkus.build.skip=true package
    printf '%s\n' "$mark" >"$BUILD/scan.stamp"
}

# What the Vector API, lseek(2) and the compressors want of the JVM.
scan_jvm_options() {
    SCAN_JVM=(--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED
        --sun-misc-unsafe-memory-access=allow -XX:+UseParallelGC)
    # shellcheck disable=SC2206 # Options separated by spaces, split on purpose.
    [ -z "${MYIDC_JAVA_OPTS-}" ] || SCAN_JVM+=($MYIDC_JAVA_OPTS)
}

# Says what the JVM says, as it comes, but for its first line: that a module incubates. Ctrl-C is for the JVM, whose last words must get through.
without_first_warning() {
    local first=""
    trap '' INT TERM
    IFS= read -r first
    case $first in
        "WARNING: Using incubator modules"* | "") ;;
        *) printf '%s\n' "$first" ;;
    esac
    exec cat
}

command_scan() {
    find_jdk
    build_scan
    scan_jvm_options
    # In the C locale a JVM reads file names beyond ASCII as question marks.
    case "${LC_ALL:-${LC_CTYPE:-${LANG-}}}" in
        *UTF-8 | *utf8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
    exec "$JAVA_HOME/bin/java" "${SCAN_JVM[@]}" -cp "$SCAN_JAR" myidc.scan.Scan "$@" \
        2> >(without_first_warning >&2)
}
