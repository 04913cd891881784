package myidc.compute.read;

import myidc.compute.event.TransferEvent;
import myidc.compute.event.TransferEvent.TransferAccepted;
import myidc.compute.event.TransferEvent.TransferCancelled;
import myidc.compute.event.TransferEvent.TransferFailed;
import myidc.compute.event.TransferEvent.TransferOffered;
import myidc.compute.event.TransferEvent.TransferReceived;
import myidc.compute.event.TransferEvent.TransferWentStale;
import myidc.compute.read.ThingEvents.Thing;
import myidc.compute.read.ThingEvents.Told;

/** What accounts are told of machines that change hands, in the words of Linode's events: each side its own. */
final class TransferTold {
    private static final String SENT = "entity_transfer";

    /** The same offer, as whoever took it knows it; it is never shown under this name. */
    private static final String RECEIVED = "entity_transfer_received";

    private TransferTold() {}

    static void tell(ThingEvents things, TransferEvent fact, Told told) {
        long number = fact.transferId().value();
        Thing sent = new Thing(SENT, number);
        String label = fact.transferId().text();
        switch (fact) {
            case TransferOffered offered -> {
                things.introduce(sent, offered.tenantId().value(), label);
                things.note(sent, told, "entity_transfer_create");
            }
            case TransferCancelled cancelled -> things.note(sent, told, "entity_transfer_cancel");
            case TransferAccepted accepted -> things.note(sent, told.unnamed(), "entity_transfer_accept");
            case TransferReceived received -> {
                Thing taken = new Thing(RECEIVED, number);
                things.introduce(taken, received.recipientTenantId().value(), label);
                things.note(taken, told, "entity_transfer_accept_recipient");
            }
            case TransferWentStale stale -> things.note(sent, told, "entity_transfer_stale");
            case TransferFailed failed -> things.note(sent, told, "entity_transfer_fail");
        }
    }
}
