package myidc.compute.read;

import java.util.Arrays;
import java.util.stream.Stream;
import myidc.compute.event.AlertEvent;
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertLevelsSet;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.compute.event.Deviation;
import myidc.compute.event.FoundEvent;
import myidc.compute.event.FoundEvent.DeviationsLeft;
import myidc.compute.event.FoundEvent.DeviationsUndone;
import myidc.compute.event.FoundEvent.DiskEncryptionSet;
import myidc.compute.event.FoundEvent.GuestFound;
import myidc.compute.event.FoundEvent.GuestRestored;
import myidc.compute.event.FoundEvent.MaintenancePolicySet;
import myidc.compute.event.FoundEvent.StartPrioritySet;
import myidc.compute.event.WatchdogEvent;
import myidc.compute.event.WatchdogEvent.GuestFell;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.compute.event.WatchdogEvent.GuestRevived;
import myidc.compute.event.WatchdogEvent.WatchdogSet;

/** How a guest is shown while it waits for an operator, once the book follows what was done to it, and as it is watched. */
final class FoundGuests {
    private FoundGuests() {}

    static InstanceView write(InstanceView guest, ApprovalEvent fact) {
        switch (fact) {
            case ApprovalAwaited asked -> become(guest, asked.deed(), "AWAITING_APPROVAL");
            case ApprovalGranted granted -> become(guest, granted.deed(), "PROVISIONING");
            case PlacementOverridden overridden -> {
                if (guest.status.equals("AWAITING_APPROVAL")) {
                    guest.hostId = overridden.hostId().value();
                }
            }
            case ApprovalRefused refused -> {}
            case ApprovalWithdrawn withdrawn -> {}
        }
        return guest;
    }

    private static void become(InstanceView guest, String deed, String status) {
        if (deed.equals("CREATE")) {
            guest.status = status;
        }
    }

    static InstanceView write(InstanceView guest, FoundEvent fact) {
        switch (fact) {
            case GuestFound found -> {
                guest.status = found.seen().equals("RUNNING") ? "RUNNING" : "OFFLINE";
                guest.failure = null;
            }
            case GuestRestored restored -> {
                guest.status = "OFFLINE";
                guest.failure = null;
            }
            case DeviationsLeft left ->
                guest.deviationsLeft =
                        left.deviations().stream().map(FoundGuests::kept).toArray(String[]::new);
            case DeviationsUndone undone -> {
                if (!undone.deviations().stream().allMatch(each -> each.part().equals("FILTER"))) {
                    guest.deviationsLeft = new String[0];
                }
            }
            case StartPrioritySet set -> guest.startPriority = set.priority();
            case MaintenancePolicySet set -> guest.maintenancePolicy = set.policy();
            case DiskEncryptionSet set -> guest.encrypted = set.encrypted();
        }
        return guest;
    }

    static InstanceView write(InstanceView guest, WatchdogEvent fact) {
        switch (fact) {
            case WatchdogSet set -> guest.watched = set.enabled();
            case GuestFell fell -> {
                guest.status = "OFFLINE";
                guest.failure = fell.crashed() ? "it crashed" : "it switched itself off";
            }
            case GuestRevived revived -> {}
            case GuestLeftOff left -> {}
        }
        return guest;
    }

    /** By what a deviation that was left is known again. */
    static String kept(Deviation deviation) {
        return deviation.part() + " " + deviation.seen();
    }

    static InstanceView write(InstanceView guest, AlertEvent fact) {
        switch (fact) {
            case AlertLevelsSet set -> {
                guest.alertCpu = set.levels().cpuPercent();
                guest.alertNetworkIn = set.levels().networkInMbps();
                guest.alertNetworkOut = set.levels().networkOutMbps();
                guest.alertTransfer = set.levels().transferPercent();
                guest.alertIo = set.levels().ioPerSecond();
            }
            case AlertRaised raised ->
                guest.alerts = Stream.concat(Arrays.stream(guest.alerts), Stream.of(raised.alert()))
                        .distinct()
                        .toArray(String[]::new);
            case AlertEnded ended ->
                guest.alerts = Arrays.stream(guest.alerts)
                        .filter(alert -> !alert.equals(ended.alert()))
                        .toArray(String[]::new);
        }
        return guest;
    }
}
