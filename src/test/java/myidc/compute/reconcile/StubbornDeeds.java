package myidc.compute.reconcile;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import myidc.api.tenant.linode.DeedsInTurn;
import myidc.compute.event.QueuedDeed;
import myidc.compute.port.QueuedDeeds;
import myidc.shared.id.InstanceId;

/** Deeds in their turn, but for guests that a test chose, where each fails and is counted. */
@Alternative
@Priority(1)
@Singleton
public class StubbornDeeds implements QueuedDeeds {
    private final DeedsInTurn deeds;
    private final Map<InstanceId, Integer> tries = new ConcurrentHashMap<>();

    StubbornDeeds(DeedsInTurn deeds) {
        this.deeds = deeds;
    }

    void failFor(InstanceId guest) {
        tries.put(guest, 0);
    }

    int triesFor(InstanceId guest) {
        return tries.getOrDefault(guest, 0);
    }

    @Override
    public void begin(InstanceId guest, QueuedDeed deed) {
        if (tries.computeIfPresent(guest, (known, before) -> before + 1) != null) {
            throw new IllegalStateException("A test wants the deed of " + guest + " to fail");
        }
        deeds.begin(guest, deed);
    }
}
