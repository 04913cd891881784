package myidc.network.files;

import java.util.List;

/** Commands that put a private network's VXLAN on a host; doing them again changes nothing. */
public final class VxlanFiles {
    /** The port that IANA gave VXLAN: RFC 7348, section 8. */
    private static final int PORT = 4_789;

    private VxlanFiles() {}

    /**
     * With iproute2: a bridge for the network's guests and a VXLAN device in it, frames to unknown hosts copied to all.
     *
     * @param peers IPv4 addresses of the other hosts of the site
     */
    public static String ipLink(String vpc, long vni, List<String> peers) {
        StringBuilder out =
                new StringBuilder("#!/bin/sh\n# ").append(Names.remark(vpc)).append("\nset -e\n");
        String device = "vx" + vni;
        String bridge = "br" + vni;
        out.append("ip link show ")
                .append(device)
                .append(" >/dev/null 2>&1 || ip link add ")
                .append(device)
                .append(" type vxlan id ")
                .append(vni)
                .append(" dstport ")
                .append(PORT)
                .append("\nip link show ")
                .append(bridge)
                .append(" >/dev/null 2>&1 || ip link add ")
                .append(bridge)
                .append(" type bridge\nip link set ")
                .append(device)
                .append(" master ")
                .append(bridge)
                .append("\nip link set ")
                .append(device)
                .append(" mtu 1450 up\nip link set ")
                .append(bridge)
                .append(" up\n");
        for (String peer : peers) {
            out.append("bridge fdb show dev ")
                    .append(device)
                    .append(" | grep -q '00:00:00:00:00:00 dst ")
                    .append(peer)
                    .append(" ' || bridge fdb append 00:00:00:00:00:00 dev ")
                    .append(device)
                    .append(" dst ")
                    .append(peer)
                    .append('\n');
        }
        return out.toString();
    }

    /** With Open vSwitch: a bridge and one tunnel port for each other host; ports of hosts that are no longer named go. */
    public static String openVswitch(String vpc, long vni, List<String> peers) {
        StringBuilder out =
                new StringBuilder("#!/bin/sh\n# ").append(Names.remark(vpc)).append("\nset -e\n");
        String bridge = "br" + vni;
        out.append("ovs-vsctl --may-exist add-br ").append(bridge).append('\n');
        for (int i = 0; i < peers.size(); i++) {
            String port = "vx" + vni + "p" + (i + 1);
            out.append("ovs-vsctl --may-exist add-port ")
                    .append(bridge)
                    .append(' ')
                    .append(port)
                    .append(" -- set interface ")
                    .append(port)
                    .append(" type=vxlan options:key=")
                    .append(vni)
                    .append(" options:dst_port=")
                    .append(PORT)
                    .append(" 'options:remote_ip=\"")
                    .append(peers.get(i))
                    .append("\"'\n");
        }
        // Two tunnels to one host with one key are refused by the switch, so what an earlier list left must not stay.
        return out.append("for port in $(ovs-vsctl list-ports ")
                .append(bridge)
                .append("); do\n  case \"$port\" in vx")
                .append(vni)
                .append("p*) [ \"${port#vx")
                .append(vni)
                .append("p}\" -le ")
                .append(peers.size())
                .append(" ] || ovs-vsctl --if-exists del-port ")
                .append(bridge)
                .append(" \"$port\" ;; esac\ndone\n")
                .toString();
    }
}
