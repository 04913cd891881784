#!/bin/sh
# A machine within this one: run as the first process of namespaces of its own, it lays its own /run, /etc,
# /srv and libvirt's folders over this machine's and then only reaps what ends.
# host.sh FOLDER NAME UUID
set -eu
folder=$1
mount --make-rprivate /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/libvirt
for each in run lib cache log srv; do mkdir -p "$folder/$each"; done
mkdir -p "$folder/lib/qemu" /var/cache/libvirt /var/log/libvirt
if [ ! -e "$folder/etc" ]; then
    cp -a /etc "$folder/etc"
    rm -rf "$folder/etc/libvirt"
    mkdir -p "$folder/etc/libvirt/qemu/networks"
    cp -r /usr/share/libvirt/nwfilter "$folder/etc/libvirt/nwfilter" 2>/dev/null ||
        cp -r /etc/libvirt/nwfilter "$folder/etc/libvirt/nwfilter"
    # Without systemd and without a kernel's helpers for groups of processes; the owner of all files is root.
    printf '%s\n' 'user = "root"' 'group = "root"' 'security_driver = "none"' 'dynamic_ownership = 0' \
        'cgroup_controllers = []' 'namespaces = []' 'stdio_handler = "file"' >"$folder/etc/libvirt/qemu.conf"
    printf '%s\n' "host_uuid = \"$3\"" 'auth_unix_rw = "none"' 'unix_sock_rw_perms = "0700"' \
        >"$folder/etc/libvirt/libvirtd.conf"
    cp "$folder/../hosts" "$folder/etc/hosts"
fi
mount --bind "$folder/run" /run/libvirt
mount --bind "$folder/etc" /etc
mount --bind "$folder/lib" /var/lib/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
mount --bind "$folder/log" /var/log/libvirt
mount --bind "$folder/srv" /srv
# Files that were bound into /etc, as containers have them, lie over it otherwise.
mount --bind "$folder/etc/hosts" /etc/hosts
# Programs are this machine's own, so nothing here may install any.
for each in apt-get dpkg; do
    found=$(command -v "$each") && mount --bind /bin/false "$found"
done
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
