# Measures deduplication on this machine; needs neither the portal nor Node. Sourced by ./myidc.

SCAN_JAR="$ROOT/target/myidc-scan.jar"

# The scan's own classes and what they need, built without the portal around them.
build_scan() {
    local mark
    mark=$(fingerprint pom.xml src/main/java/myidc/scan src/main/java/myidc/storage/sketch src/main/resources/myidc/scan)
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

command_scan() {
    find_jdk
    build_scan
    scan_jvm_options
    # The JVM says at each start that a module incubates; all else it says is passed on.
    exec "$JAVA_HOME/bin/java" "${SCAN_JVM[@]}" -cp "$SCAN_JAR" myidc.scan.Scan "$@" \
        2> >(grep -v --line-buffered '^WARNING: Using incubator modules' >&2)
}
