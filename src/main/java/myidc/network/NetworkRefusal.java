package myidc.network;

import myidc.shared.Refusal;

/** Every way the network says no. */
public enum NetworkRefusal implements Refusal {
    PREFIX_NOT_FOUND(Kind.NOT_FOUND),
    /** A request names a prefix that does not exist or was given up. */
    PREFIX_UNKNOWN(Kind.INVALID),
    PREFIX_INVALID(Kind.INVALID),
    PREFIX_OVERLAPS(Kind.CONFLICT),
    PREFIX_IN_USE(Kind.CONFLICT),
    GATEWAY_INVALID(Kind.INVALID),
    SITE_UNKNOWN(Kind.INVALID),
    ADDRESS_INVALID(Kind.INVALID),
    /** The address is the network's, its broadcast address or its gateway. */
    ADDRESS_RESERVED(Kind.CONFLICT),
    ADDRESS_TAKEN(Kind.CONFLICT),
    ADDRESS_NOT_FOUND(Kind.NOT_FOUND),
    /** A guest has the address; it goes back with the guest. */
    ADDRESS_IN_USE(Kind.CONFLICT),
    /** The address was given back and rests until its quarantine is over. */
    ADDRESS_QUARANTINED(Kind.CONFLICT),
    /** The address has no quarantine that could be lifted. */
    NOT_IN_QUARANTINE(Kind.CONFLICT),
    NO_FREE_ADDRESS(Kind.CONFLICT),
    /** The prefix is not inside the one it is to be filed under. */
    PREFIX_OUTSIDE(Kind.INVALID),
    PREFIX_NO_CONTAINER(Kind.CONFLICT),
    /** A container gives out prefixes, no addresses. */
    PREFIX_IS_CONTAINER(Kind.CONFLICT),
    NO_FREE_PREFIX(Kind.CONFLICT),
    VRF_NOT_FOUND(Kind.NOT_FOUND),
    VRF_UNKNOWN(Kind.INVALID),
    VRF_MISMATCH(Kind.INVALID),
    VRF_IN_USE(Kind.CONFLICT),
    NAME_TAKEN(Kind.CONFLICT),
    AGGREGATE_NOT_FOUND(Kind.NOT_FOUND),
    AGGREGATE_OVERLAPS(Kind.CONFLICT),
    RANGE_NOT_FOUND(Kind.NOT_FOUND),
    RANGE_INVALID(Kind.INVALID),
    RANGE_OVERLAPS(Kind.CONFLICT),
    HOST_NAME_INVALID(Kind.INVALID),
    EXPIRY_INVALID(Kind.INVALID),
    VLAN_GROUP_NOT_FOUND(Kind.NOT_FOUND),
    VLAN_GROUP_UNKNOWN(Kind.INVALID),
    VLAN_GROUP_IN_USE(Kind.CONFLICT),
    VLAN_NOT_FOUND(Kind.NOT_FOUND),
    VLAN_IN_USE(Kind.CONFLICT),
    VNI_POOL_NOT_FOUND(Kind.NOT_FOUND),
    VNI_POOL_IN_USE(Kind.CONFLICT),
    VNI_NOT_FOUND(Kind.NOT_FOUND),
    NUMBER_OUTSIDE(Kind.INVALID),
    NUMBER_TAKEN(Kind.CONFLICT),
    NO_FREE_NUMBER(Kind.CONFLICT),
    VPC_NOT_FOUND(Kind.NOT_FOUND),
    VPC_IN_USE(Kind.CONFLICT),
    SUBNET_NOT_FOUND(Kind.NOT_FOUND),
    SUBNET_UNKNOWN(Kind.INVALID),
    SUBNET_INVALID(Kind.INVALID),
    SUBNET_OVERLAPS(Kind.INVALID),
    SUBNET_IN_USE(Kind.CONFLICT),
    TOO_MANY_SUBNETS(Kind.CONFLICT),
    INTERFACE_NOT_FOUND(Kind.NOT_FOUND),
    FILE_UNKNOWN(Kind.NOT_FOUND),
    FIREWALL_NOT_FOUND(Kind.NOT_FOUND),
    FIREWALL_LABEL_TAKEN(Kind.CONFLICT),
    FIREWALL_RULE_INVALID(Kind.INVALID),
    FIREWALL_FULL(Kind.CONFLICT),
    /** Another firewall that is switched on stands before the guest. */
    FIREWALL_ENTITY_TAKEN(Kind.CONFLICT),
    FIREWALL_DEFAULT_TAKEN(Kind.CONFLICT),
    FIREWALL_IS_DEFAULT(Kind.CONFLICT),
    FIREWALL_TEMPLATE_UNKNOWN(Kind.NOT_FOUND),
    FIREWALL_DEVICE_NOT_FOUND(Kind.NOT_FOUND),
    RULESET_NOT_FOUND(Kind.NOT_FOUND),
    RULESET_IN_USE(Kind.CONFLICT);

    private final Kind kind;

    NetworkRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "network";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
