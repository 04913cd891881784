package myidc.driver.libvirt;

/**
 * What hosts have in common on their networks.
 *
 * @param publicBridge the bridge to the public network
 * @param screenListen the address of its own that each host shows its guests' screens at
 */
record HostNet(String publicBridge, String screenListen) {}
