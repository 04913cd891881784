package myidc.network.event;

/** What a firewall may be the default for. */
public enum FirewallUsage {
    LINODE,
    NODEBALANCER,
    PUBLIC_INTERFACE,
    VPC_INTERFACE
}
