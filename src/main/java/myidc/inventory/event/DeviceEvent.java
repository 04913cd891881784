package myidc.inventory.event;

import java.math.BigDecimal;
import java.util.List;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a device: a server, switch, PDU or whatever else stands in a rack. */
public sealed interface DeviceEvent {
    DeviceId deviceId();

    /** A device was ordered; its serial number is not known yet. */
    record DeviceOrdered(
            DeviceId deviceId,
            DeviceMake make,
            String name,
            @Nullable String assetTag) implements DeviceEvent {}

    /** A device arrived and is in store. */
    record DeviceReceived(
            DeviceId deviceId,
            DeviceMake make,
            String name,
            String serial,
            @Nullable String assetTag) implements DeviceEvent {}

    /** A device got another name or asset tag. */
    record DeviceRelabelled(
            DeviceId deviceId, String name, @Nullable String assetTag) implements DeviceEvent {}

    /**
     * A device was mounted.
     *
     * @param positionU the lowest unit it occupies, counted from 1 at the bottom; null for a device of zero height
     */
    record DeviceRacked(
            DeviceId deviceId,
            RackId rackId,
            SiteId siteId,
            Face face,
            @Nullable BigDecimal positionU) implements DeviceEvent {}

    /** A device was taken from one place and mounted at another. */
    record DeviceMoved(
            DeviceId deviceId,
            RackId fromRackId,
            RackId rackId,
            SiteId siteId,
            Face face,
            @Nullable BigDecimal positionU)
            implements DeviceEvent {}

    /** A device was taken out of its rack and is in store again. */
    record DeviceUnracked(DeviceId deviceId, RackId rackId) implements DeviceEvent {}

    /** A racked device may carry work from now on. */
    record DeviceInService(DeviceId deviceId, RackId rackId, SiteId siteId) implements DeviceEvent {}

    /** A device is to be freed of its work. */
    record DeviceDrainRequested(DeviceId deviceId) implements DeviceEvent {}

    /**
     * A device left for good.
     *
     * @param rackId the rack it was taken from; null when it was in store
     */
    record DeviceRetired(DeviceId deviceId, @Nullable RackId rackId) implements DeviceEvent {}

    /** A chassis has so many bays for devices without units of their own, numbered from 1. */
    record DeviceBaysFitted(DeviceId deviceId, int bays) implements DeviceEvent {}

    /** A device was put into a bay of a chassis that stands in a rack. */
    record DeviceSeated(DeviceId deviceId, DeviceId chassisId, int bay, RackId rackId, SiteId siteId)
            implements DeviceEvent {}

    /** How a device was bought became known or was corrected. */
    record DevicePurchased(DeviceId deviceId, Purchase purchase) implements DeviceEvent {}

    /**
     * The power planned for a device was set.
     *
     * @param budgetW null when none is planned any more
     */
    record DeviceBudgetSet(DeviceId deviceId, @Nullable Integer budgetW) implements DeviceEvent {}

    /** A device has these sockets and no others. */
    record DevicePortsFitted(DeviceId deviceId, List<Port> ports) implements DeviceEvent {}

    /**
     * Whose a device is was set.
     *
     * @param tenantId null when it is nobody's but the operator's
     */
    record DeviceTenantSet(DeviceId deviceId, @Nullable TenantId tenantId) implements DeviceEvent {}

    /** A device has these bays for modules and no others. */
    record DeviceModuleBaysFitted(DeviceId deviceId, List<String> bays) implements DeviceEvent {}

    /**
     * What is declared of a device was set.
     *
     * @param value null when nothing is declared of it any more
     */
    record DeviceAttributeSet(
            DeviceId deviceId, String attribute, @Nullable String value) implements DeviceEvent {}

    /** A device's serial number had been written down wrongly. */
    record DeviceSerialCorrected(DeviceId deviceId, String serial) implements DeviceEvent {}

    /** A device had been entered by mistake; its serial and asset tag are free again. */
    record DeviceStruck(DeviceId deviceId, String reason) implements DeviceEvent {}
}
