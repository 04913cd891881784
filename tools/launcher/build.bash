# Builds the UI, the portal and its start-up cache, each only when what it is made of changed. Sourced by ./myidc.

# One number for the content of the files under the given paths, names included; paths that do not exist count as empty.
fingerprint() {
    local path
    for path in "$@"; do
        if [ -e "$ROOT/$path" ]; then
            (cd "$ROOT" && find "$path" -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*' -print0)
        fi
    done | LC_ALL=C sort -z | (cd "$ROOT" && xargs -0 cksum) | cksum
}

is_fresh() { [ -f "$BUILD/$1.stamp" ] && [ "$(cat "$BUILD/$1.stamp")" = "$2" ]; }

# Runs a build step with its output in a log: run_step NAME FOLDER COMMAND...
run_step() {
    local name=$1 folder=$2
    shift 2
    mkdir -p "$BUILD"
    if ! (cd "$folder" && "$@") >"$BUILD/$name.log" 2>&1 </dev/null; then
        tail -n 40 "$BUILD/$name.log" >&2
        stop_with 1 "$name failed; the whole output is in $BUILD/$name.log"
    fi
}

# Installs the packages of a Node folder when its lock file changed since: install_node_packages FOLDER
install_node_packages() {
    local folder=$1 name mark
    name=$(printf '%s' "$folder" | tr '/' '-')
    mark=$(cksum <"$ROOT/$folder/package-lock.json")
    if [ -d "$ROOT/$folder/node_modules" ] && is_fresh "$name-packages" "$mark"; then
        return
    fi
    say "Installing the packages of $folder ..."
    run_step "$name-packages" "$ROOT/$folder" npm ci --no-audit --no-fund
    printf '%s\n' "$mark" >"$BUILD/$name-packages.stamp"
}

build_ui() {
    local mark
    if [ ! -f "$ROOT/ui/package.json" ]; then
        say "There is no ui/ in this tree: the portal is built without its web pages."
        return
    fi
    mark=$(fingerprint ui)
    if [ -f "$ROOT/ui/dist/index.html" ] && is_fresh ui "$mark"; then
        return
    fi
    need_node
    install_node_packages ui
    say "Building the UI ..."
    run_step ui-build "$ROOT/ui" npm run build
    printf '%s\n' "$mark" >"$BUILD/ui.stamp"
}

# What the portal's jar is made of.
portal_mark() { fingerprint pom.xml .mvn src/main ui; }

build_portal() {
    local mark
    mark=$(portal_mark)
    if [ -f "$APP/quarkus-run.jar" ] && is_fresh portal "$mark"; then
        return
    fi
    say "Building the portal (the first time Maven fetches its libraries: a few minutes) ..."
    # Hashed file names of an earlier UI build would stay in the jar.
    rm -rf "$ROOT/target/classes/META-INF/resources" "$APP"
    run_step portal-build "$ROOT" "$(maven)" --batch-mode --no-transfer-progress -Dmaven.test.skip=true package
    printf '%s\n' "$mark" >"$BUILD/portal.stamp"
    scan_mark >"$BUILD/scan.stamp"
}

build_all() {
    find_jdk
    build_ui
    build_portal
}

command_build() {
    [ $# -eq 0 ] || stop_with 2 "build takes no options, not '$1'; ./myidc help shows it"
    build_all
    train_start
    say "Built: $APP"
}
