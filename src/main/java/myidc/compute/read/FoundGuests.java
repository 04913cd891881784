package myidc.compute.read;

import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.compute.event.FoundEvent;
import myidc.compute.event.FoundEvent.GuestFound;
import myidc.compute.event.FoundEvent.GuestRestored;
import myidc.compute.event.FoundEvent.StartPrioritySet;

/** How a guest is shown while it waits for an operator, and once the book follows what was done to it. */
final class FoundGuests {
    private FoundGuests() {}

    static void write(InstanceView guest, ApprovalEvent fact) {
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
    }

    private static void become(InstanceView guest, String deed, String status) {
        if (deed.equals("CREATE")) {
            guest.status = status;
        }
    }

    static void write(InstanceView guest, FoundEvent fact) {
        switch (fact) {
            case GuestFound found -> {
                guest.status = found.seen().equals("RUNNING") ? "RUNNING" : "OFFLINE";
                guest.failure = null;
            }
            case GuestRestored restored -> {
                guest.status = "OFFLINE";
                guest.failure = null;
            }
            case StartPrioritySet set -> guest.startPriority = set.priority();
        }
    }
}
