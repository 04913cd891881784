package myidc.compute.read;

import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.platform.db.Sql;

/** What a tenant is told of an approval, in the words of an account event. */
final class ApprovalTold {
    private ApprovalTold() {}

    static void say(Sql sql, ApprovalEvent fact, String event) {
        String message = switch (fact) {
            case ApprovalAwaited asked -> "Awaits approval by the operator until " + asked.until();
            case ApprovalGranted granted -> "Approved";
            case ApprovalRefused refused -> "Not approved: " + refused.reason();
            case PlacementOverridden overridden -> "";
            case ApprovalWithdrawn withdrawn -> "";
        };
        sql.change(
                "update account_event_view set message = ? where id = (select global_index from domain_event"
                        + " where event_id = ?)",
                message,
                event);
    }
}
