#!/bin/sh
# A machine within this one: run as the first process of namespaces of its own, it lays its own /run, /etc/libvirt,
# /var/lib and /srv over this machine's and then only reaps what ends.
# host.sh FOLDER NAME UUID
set -eu
folder=$1
mount --make-rprivate /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/libvirt
for each in run etc lib cache log srv pki; do mkdir -p "$folder/$each"; done
mkdir -p "$folder/srv/myidc" "$folder/srv/myidc-images" "$folder/lib/qemu" "$folder/etc/qemu/networks"
if [ ! -e "$folder/etc/libvirtd.conf" ]; then
    cp -r /usr/share/libvirt/nwfilter "$folder/etc/nwfilter" 2>/dev/null || cp -r /etc/libvirt/nwfilter "$folder/etc/nwfilter"
    # Without systemd and without a kernel's helpers for groups of processes; the owner of all files is root.
    printf '%s\n' 'user = "root"' 'group = "root"' 'security_driver = "none"' 'dynamic_ownership = 0' \
        'cgroup_controllers = []' 'namespaces = []' 'stdio_handler = "file"' >"$folder/etc/qemu.conf"
    printf '%s\n' "host_uuid = \"$3\"" 'auth_unix_rw = "none"' 'unix_sock_rw_perms = "0700"' \
        >"$folder/etc/libvirtd.conf"
    : >"$folder/etc/libvirt.conf"
fi
mount --bind "$folder/run" /run/libvirt
mount --bind "$folder/etc" /etc/libvirt
mount --bind "$folder/lib" /var/lib/libvirt
mkdir -p /var/cache/libvirt /var/log/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
mount --bind "$folder/log" /var/log/libvirt
mount --bind "$folder/srv" /srv
[ ! -d /etc/pki ] || mount --bind "$folder/pki" /etc/pki
mount --bind "$folder/../hosts" /etc/hosts
hostname "$2"
ip link set lo up
for each in iptables ip6tables; do
    sysctl -q "net.bridge.bridge-nf-call-$each=1" 2>/dev/null || :
done
echo ready
while :; do
    sleep 3600 &
    wait $!
done
