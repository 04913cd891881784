# Finds the JDK, Node and Maven. Sourced by ./myidc.

# True when $1 is the home of a JDK 25. Reads its release file: starting a JVM to ask costs more than the rest of the launcher.
is_jdk_25() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

# The home of the java that PATH finds, through its links; empty when there is none.
java_home_on_path() {
    local java link
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=$(dirname "$java")/$link ;;
        esac
    done
    dirname "$(dirname "$java")"
}

# Sets JAVA_HOME to a JDK 25 or ends.
find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME-}" "$(java_home_on_path)" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    stop_with 4 "no JDK 25 found (JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman, /Library/Java): install one, such as temurin-25-jdk from Adoptium or openjdk@25 from Homebrew, or set JAVA_HOME to it"
}

# Ends unless a Node that can build the UI and run the tests is on PATH: 20.19 or later 20s, or 22.12 and later.
need_node() {
    local version major minor
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        stop_with 4 "no Node.js found: install Node.js 20.19 or later with npm"
    fi
    version=$(node --version)
    version=${version#v}
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    if [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; } ||
        [ "$major" -eq 21 ] || { [ "$major" -eq 22 ] && [ "$minor" -lt 12 ]; }; then
        stop_with 4 "Node.js $version is too old: install 20.19 or later (of 22: 22.12 or later)"
    fi
}

# Prints the Maven to use: the one on PATH from 3.8 on, else the wrapper, which brings its own.
maven() {
    local version
    if command -v mvn >/dev/null; then
        version=$(mvn --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9]*\)\.\([0-9]*\).*$/\1 \2/p')
        # shellcheck disable=SC2086 # Two numbers, split on purpose.
        set -- ${version:-0 0}
        if [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && [ "$2" -ge 8 ]; }; then
            printf 'mvn\n'
            return
        fi
    fi
    printf '%s\n' "$ROOT/mvnw"
}
