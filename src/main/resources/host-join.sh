#!/bin/sh
# Makes this machine a host of MyIDC: packages, libvirt with TLS, storage pools, a bridge. What is there already is kept.
# curl -fsS https://portal.example/admin/v1/host-join | sh -s -- https://portal.example TOKEN [OPTIONS]
#   --address A    where the portal reaches this machine (else the address that this machine reaches the portal from)
#   --bridge NAME  the bridge of the public network (else br-public)
#   --uplink NIC   an interface without addresses that belongs into the bridge
#   --pools DIR    where the files of guests and images lie (else /srv)
#   --plain        let the portal's address begin with http://, whoever may read along
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
    address='' bridge=br-public uplink='' pools=/srv plain=no
    while [ $# -gt 0 ]; do
        case $1 in
            --plain) plain=yes ;;
            --address | --bridge | --uplink | --pools)
                [ $# -ge 2 ] || fail "$1 needs a value"
                case $1 in
                    --address) address=$2 ;;
                    --bridge) bridge=$2 ;;
                    --uplink) uplink=$2 ;;
                    --pools) pools=$2 ;;
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
        address=$(curl -fsS -o /dev/null -w '%{local_ip}' "$portal/admin/v1/host-join")
    fi
    public=$(openssl pkey -in "$folder/key.pem" -pubout -outform DER | openssl base64 -A)
    ask certificate "{\"publicKey\":\"$public\",\"address\":\"$address\"}" >"$folder/both.pem"
    # The first is this host's, the second the authority's.
    awk -v folder="$folder" '/BEGIN CERTIFICATE/ { n++ } { print > (folder "/" (n == 1 ? "host" : "authority") ".pem") }' "$folder/both.pem"
    rm "$folder/both.pem"
    openssl verify -CAfile "$folder/authority.pem" "$folder/host.pem" >/dev/null || fail 'the certificate does not fit its authority'
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
        [ ! -e /run/libvirtd.pid ] || kill "$(cat /run/libvirtd.pid)"
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
    read_options "$@"
    install_packages
    set_kernel
    make_bridge
    get_certificate
    start_libvirt
    make_pools
    step 'Telling the portal'
    ask end '{}'
    printf '\nThis machine is a host now.\n'
}

# Run when all of it has arrived, and not before.
main "$@"
