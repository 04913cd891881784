#!/bin/sh
# Makes this machine a host of MyIDC: packages, libvirt with TLS, storage pools, a bridge. What is there already is kept.
# curl -fsS https://portal.example/admin/v1/host-join | sh -s -- https://portal.example TOKEN [OPTIONS]
#   --address A    where the portal reaches this machine (else the address that this machine reaches the portal from)
#   --bridge NAME  the bridge of the public network (else br-public)
#   --uplink NIC   an interface without addresses that belongs into the bridge
#   --pools DIR    where the files of guests and images lie (else /srv)
#   --underlay NIC the interface by which hosts reach each other (else the one that reaches the portal)
#   --plain        let the portal's address begin with http://, whoever may read along
# ... sh -s -- networks --underlay NIC does nothing but have networks of guests made between hosts.
set -eu

fail() {
    printf 'host-join: %s\n' "$*" >&2
    exit 1
}
step() { printf '== %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

read_options() {
    [ $# -ge 2 ] || fail 'give the portal’s address and the token'
    portal=${1%/}
    token=$2
    shift 2
    address='' bridge=br-public uplink='' pools=/srv underlay='' plain=no
    while [ $# -gt 0 ]; do
        case $1 in
            --plain) plain=yes ;;
            --address | --bridge | --uplink | --pools | --underlay)
                [ $# -ge 2 ] || fail "$1 needs a value"
                case $1 in
                    --address) address=$2 ;;
                    --bridge) bridge=$2 ;;
                    --uplink) uplink=$2 ;;
                    --pools) pools=$2 ;;
                    --underlay) underlay=$2 ;;
                esac
                shift
                ;;
            *) fail "there is no option $1" ;;
        esac
        shift
    done
    case $portal in
        https://*) ;;
        http://*) [ $plain = yes ] || fail 'the portal’s address begins with http://, so anybody between may take this machine; --plain lets it pass' ;;
        *) fail 'the portal’s address must begin with https://' ;;
    esac
    [ "$(id -u)" -eq 0 ] || fail 'run this as root'
}

install_packages() {
    if has apt-get; then
        missing=''
        for each in qemu-system-x86 qemu-utils libvirt-daemon-system libvirt-daemon-driver-qemu libvirt-clients \
            iptables iproute2 procps openssl curl; do
            dpkg-query -W -f '${Status}' "$each" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $each"
        done
        # Of Debian 12 on a part of iptables.
        [ -n "$missing" ] || has ebtables || missing=' ebtables'
        [ -n "$missing" ] || return 0
        step "Installing$missing"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        # shellcheck disable=SC2086 # Words, split on purpose.
        apt-get install -y -qq --no-install-recommends $missing >/dev/null
    elif has dnf; then
        step 'Installing QEMU and libvirt'
        dnf install -y -q qemu-kvm qemu-img libvirt-daemon libvirt-daemon-driver-qemu libvirt-daemon-driver-storage-core \
            libvirt-daemon-driver-nwfilter libvirt-daemon-driver-interface libvirt-daemon-driver-nodedev \
            libvirt-daemon-driver-secret libvirt-daemon-config-nwfilter libvirt-client iproute procps-ng openssl curl
    else
        fail 'this system has neither apt-get nor dnf'
    fi
}

# Without these the rules of firewalls hold nothing that goes from one guest of the host to another.
set_kernel() {
    step 'Letting packet filters see what crosses bridges'
    modprobe br_netfilter 2>/dev/null || :
    mkdir -p /etc/modules-load.d /etc/sysctl.d
    printf 'br_netfilter\n' >/etc/modules-load.d/myidc.conf
    printf 'net.bridge.bridge-nf-call-%s = 1\n' iptables ip6tables >/etc/sysctl.d/90-myidc.conf
    sysctl -q -p /etc/sysctl.d/90-myidc.conf || fail 'the kernel has no br_netfilter'
}

make_bridge() {
    if ! ip link show "$bridge" >/dev/null 2>&1; then
        step "Making the bridge $bridge"
        if has nmcli && nmcli -t general >/dev/null 2>&1; then
            nmcli -t connection add type bridge ifname "$bridge" con-name "$bridge" bridge.stp no ipv4.method disabled ipv6.method disabled >/dev/null
        else
            ip link add "$bridge" type bridge forward_delay 0
        fi
        if [ -d /etc/network/interfaces.d ]; then
            printf 'auto %s\niface %s inet manual\n    bridge_ports %s\n    bridge_fd 0\n' \
                "$bridge" "$bridge" "${uplink:-none}" >"/etc/network/interfaces.d/$bridge"
        fi
    fi
    ip link set "$bridge" up
    [ -n "$uplink" ] || return 0
    [ -z "$(ip -o -4 address show dev "$uplink")" ] ||
        fail "$uplink has an address, which it would lose in the bridge: see docs/hosts.md"
    if has nmcli && nmcli -t general >/dev/null 2>&1; then
        nmcli -t connection add type ethernet ifname "$uplink" con-name "$bridge-$uplink" master "$bridge" >/dev/null
    fi
    ip link set "$uplink" master "$bridge" up
}

# How this machine is called on the way to the portal.
own_address() { curl -fsS -o /dev/null -w '%{local_ip}' "$portal/admin/v1/host-join"; }

# The private key is made here and leaves this machine never.
get_certificate() {
    step 'Asking the portal for a certificate'
    folder=/etc/libvirt/myidc
    mkdir -p "$folder"
    chmod 0700 "$folder"
    if [ ! -s "$folder/key.pem" ]; then
        (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/key.pem" 2>/dev/null)
    fi
    if [ -z "$address" ]; then
        address=$(own_address)
    fi
    public=$(openssl pkey -in "$folder/key.pem" -pubout -outform DER | openssl base64 -A)
    ask certificate "{\"publicKey\":\"$public\",\"address\":\"$address\"}" >"$folder/both.pem"
    # The first is this host's, the second the authority's.
    awk -v folder="$folder" '/BEGIN CERTIFICATE/ { n++ } { print > (folder "/" (n == 1 ? "host" : "authority") ".pem") }' "$folder/both.pem"
    rm "$folder/both.pem"
    openssl verify -CAfile "$folder/authority.pem" "$folder/host.pem" >/dev/null || fail 'the certificate does not fit its authority'
}

find_underlay() {
    [ -z "$underlay" ] || return 0
    underlay=$(ip -o address show | awk -v own="$(own_address)" '{ split($4, a, "/"); if (a[1] == own) { print $2; exit } }')
}

# VLANs and private networks are VXLANs that hosts have while guests are in them: libvirt calls this as guests come and go.
install_networks() {
    step "Having VLANs and private networks of guests made between hosts, over $underlay"
    ip link show "$underlay" >/dev/null 2>&1 || fail "there is no interface $underlay: name that by which hosts reach each other with --underlay"
    mkdir -p /etc/libvirt/hooks/qemu.d /etc/libvirt/myidc
    # Hosts that no multicast reaches are named here: peers="192.0.2.7 192.0.2.8".
    peers=$(sed -n 's/^peers=/&/p' /etc/libvirt/myidc/networks 2>/dev/null || :)
    printf 'underlay=%s\n%s\n' "$underlay" "$peers" >/etc/libvirt/myidc/networks
    cat >/etc/libvirt/hooks/qemu.d/myidc-networks <<'HOOK'
#!/bin/sh
# Makes the bridges of VLANs (brvN) and private networks (brN) that a guest is about to be in, and takes them away when their
# last guest has gone. Bridges that were there before are left alone.
set -eu
guest=$1
deed=$2
case $guest in instance-*) ;; *) exit 0 ;; esac
case $deed in prepare | release) ;; *) exit 0 ;; esac
state=/run/myidc-networks
mkdir -p "$state"
exec 9>"$state.lock"
flock -w 30 9

# What a guest holds has a file; one whose start was cut short holds nothing any more.
let_go() {
    rm -f "$state"/*/"$guest"
    find "$state" -type f -mmin +10 | while read -r held; do
        [ -e "/run/libvirt/qemu/${held##*/}.pid" ] || rm -f "$held"
    done
    for each in "$state"/*; do
        bridge=${each##*/}
        # Fails while somebody holds it.
        rmdir "$each" 2>/dev/null || continue
        ip link delete "vx${bridge#br}" 2>/dev/null || :
        ip link delete "$bridge" 2>/dev/null || :
    done
}

# VLANs have a port of their own, so that no number of theirs is one of a private network's.
make() {
    bridge=$1
    device=vx${bridge#br}
    case $bridge in
        brv*) number=${bridge#brv} port=14789 ;;
        *) number=${bridge#br} port=4789 ;;
    esac
    . /etc/libvirt/myidc/networks
    ip link delete "$device" 2>/dev/null || :
    if [ -n "${peers-}" ]; then
        ip link add "$device" mtu 1450 type vxlan id "$number" dstport "$port" dev "$underlay"
        for peer in $peers; do
            ip -o address show | grep -q " $peer/" || bridge fdb append 00:00:00:00:00:00 dev "$device" dst "$peer"
        done
    else
        ip link add "$device" mtu 1450 type vxlan id "$number" dstport "$port" dev "$underlay" group 239.192.77.68 ttl 16
    fi
    ip link add "$bridge" mtu 1450 type bridge forward_delay 0 mcast_snooping 0
    # The host itself is in no network of its guests.
    for each in "$bridge" "$device"; do ip link set "$each" addrgenmode none 2>/dev/null || :; done
    ip link set "$device" master "$bridge" up
    ip link set "$bridge" up
}

let_go
[ "$deed" = prepare ] || exit 0
sed -n "s/.*<source .*bridge='\(brv\{0,1\}[0-9]\{1,8\}\)'.*/\1/p" | sort -u | while read -r bridge; do
    if [ -d "$state/$bridge" ] || ! [ -e "/sys/class/net/$bridge" ]; then
        mkdir -p "$state/$bridge"
        : >"$state/$bridge/$guest"
        [ -e "/sys/class/net/$bridge" ] || make "$bridge"
    fi
done
HOOK
    chmod 0755 /etc/libvirt/hooks/qemu.d/myidc-networks
    if has firewall-cmd && firewall-cmd --state >/dev/null 2>&1; then
        firewall-cmd -q --permanent --add-port=4789/udp --add-port=14789/udp
        firewall-cmd -q --reload
    fi
}

# Libvirt looks for such a command only as it begins; guests run on meanwhile.
add_networks() {
    [ $# -eq 2 ] && [ "$1" = --underlay ] || fail 'give --underlay and the interface by which hosts reach each other'
    [ "$(id -u)" -eq 0 ] || fail 'run this as root'
    underlay=$2
    install_networks
    if has systemctl && [ -d /run/systemd/system ]; then
        systemctl try-restart libvirtd.service virtqemud.service
    fi
}

# ask WHAT BODY: the token goes by a file, since everybody may read the arguments of a program.
ask() {
    printf 'header = "Authorization: Bearer %s"\n' "$token" |
        curl -sS --fail-with-body --max-time 60 -K - -H 'Content-Type: application/json' -d "$2" "$portal/admin/v1/host-join/$1" ||
        fail "the portal refused"
}

# set_line FILE NAME VALUE
set_line() {
    [ ! -e "$1" ] || sed -i "/^#\{0,1\}[[:space:]]*$2[[:space:]]*=/d" "$1"
    printf '%s = %s\n' "$2" "$3" >>"$1"
}

start_libvirt() {
    step 'Having libvirt answer the portal, and nobody else, by TLS'
    # Daemons for each purpose behind a common door, as RHEL 9 has them, or one for all.
    modular=no
    config=/etc/libvirt/libvirtd.conf
    if has virtproxyd && ! has libvirtd; then
        modular=yes
        config=/etc/libvirt/virtproxyd.conf
    fi
    set_line "$config" key_file "\"$folder/key.pem\""
    set_line "$config" cert_file "\"$folder/host.pem\""
    set_line "$config" ca_file "\"$folder/authority.pem\""
    set_line "$config" tls_allowed_dn_list '["CN=myidc-portal"]'
    if has systemctl && [ -d /run/systemd/system ]; then
        if [ $modular = yes ]; then
            for each in virtqemud virtstoraged virtnwfilterd virtnodedevd virtinterfaced virtsecretd; do
                systemctl enable --now "$each.socket"
            done
            systemctl stop virtproxyd.service
            systemctl enable --now virtproxyd.socket virtproxyd-tls.socket
        else
            systemctl stop libvirtd.service
            systemctl enable --now libvirtd.socket libvirtd-tls.socket
            systemctl enable --now libvirtd.service
        fi
    else
        if [ -e /run/libvirtd.pid ]; then
            before=$(cat /run/libvirtd.pid)
            kill "$before" || :
            tries=0
            while kill -0 "$before" 2>/dev/null; do
                tries=$((tries + 1))
                [ $tries -lt 150 ] || break
                sleep 0.2
            done
        fi
        libvirtd --daemon --listen --pid-file /run/libvirtd.pid
    fi
    if has firewall-cmd && firewall-cmd --state >/dev/null 2>&1; then
        firewall-cmd -q --permanent --add-port=16514/tcp
        firewall-cmd -q --reload
    fi
    tries=0
    until virsh -q -c qemu:///system version >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || fail 'libvirt does not answer: see its log'
        sleep 0.5
    done
}

make_pools() {
    for each in myidc myidc-images; do
        if ! virsh -q -c qemu:///system pool-info "$each" >/dev/null 2>&1; then
            step "Making the storage pool $each"
            mkdir -p "$pools/$each"
            virsh -q -c qemu:///system pool-define-as "$each" dir --target "$pools/$each" >/dev/null
        fi
        virsh -q -c qemu:///system pool-autostart "$each" >/dev/null
        virsh -q -c qemu:///system pool-info "$each" | grep -q 'State: *running' ||
            virsh -q -c qemu:///system pool-start "$each" >/dev/null
    done
}

main() {
    if [ "${1-}" = networks ]; then
        shift
        add_networks "$@"
        return
    fi
    read_options "$@"
    install_packages
    set_kernel
    make_bridge
    get_certificate
    find_underlay
    install_networks
    start_libvirt
    make_pools
    step 'Telling the portal'
    ask end '{}'
    printf '\nThis machine is a host now.\n'
}

# Run when all of it has arrived, and not before.
main "$@"
