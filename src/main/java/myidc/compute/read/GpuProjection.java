package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import myidc.compute.event.GpuCard;
import myidc.compute.event.GpuEvent.GpuChanged;
import myidc.compute.event.GpuEvent.GpuFitted;
import myidc.compute.event.GpuEvent.GpuRemoved;
import myidc.compute.event.GpuEvent.GpusHeld;
import myidc.compute.event.GpuEvent.GpusKept;
import myidc.compute.event.GpuEvent.GpusReleased;
import myidc.compute.event.GpuEvent.GpusSettled;
import myidc.compute.event.GpuPart;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link GpuView} and {@link GpuHoldView}, and what the first showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class GpuProjection implements Projection {
    static final String HISTORY = "gpu";
    private static final long NOBODY = 0;

    private final Histories histories;

    GpuProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.gpus";
    }

    @Override
    public List<String> tables() {
        return List.of("gpu_view", "gpu_hold_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(GpuFitted fact, @Timestamp Instant at) {
        GpuView gpu = new GpuView();
        gpu.id = fact.gpuId().value();
        gpu.hostId = fact.hostId().value();
        describe(gpu, fact.card());
        gpu.persist();
        histories.show(HISTORY, gpu.id, at, gpu);
    }

    @EventHandler
    void on(GpuChanged fact, @Timestamp Instant at) {
        GpuView gpu = gpu(fact.gpuId());
        describe(gpu, fact.card());
        histories.show(HISTORY, gpu.id, at, gpu);
    }

    @EventHandler
    void on(GpuRemoved fact, @Timestamp Instant at) {
        GpuView.deleteById(fact.gpuId().value());
        histories.end(HISTORY, fact.gpuId().value(), at);
    }

    @EventHandler
    void on(GpusHeld fact, @Timestamp Instant at) {
        for (GpuPart part : fact.parts()) {
            GpuHoldView hold = take(fact.hostId(), fact.instanceId(), part, at);
            hold.present = true;
        }
    }

    @EventHandler
    void on(GpusKept fact, @Timestamp Instant at) {
        for (GpuPart part : fact.parts()) {
            take(fact.hostId(), fact.instanceId(), part, at).wanted = true;
        }
    }

    @EventHandler
    void on(GpusSettled fact, @Timestamp Instant at) {
        for (GpuPart part : fact.parts()) {
            GpuHoldView hold = take(fact.hostId(), fact.instanceId(), part, at);
            hold.present = true;
            hold.wanted = false;
        }
        fact.released().forEach(part -> give(part, at));
    }

    @EventHandler
    void on(GpusReleased fact, @Timestamp Instant at) {
        fact.parts().forEach(part -> give(part, at));
    }

    private GpuHoldView take(HostId host, InstanceId guest, GpuPart part, Instant at) {
        return GpuHoldView.<GpuHoldView>findByIdOptional(part.key()).orElseGet(() -> {
            GpuHoldView hold = new GpuHoldView();
            hold.part = part.key();
            hold.gpuId = part.gpuId().value();
            hold.slice = part.slice();
            hold.hostId = host.value();
            hold.instanceId = guest.value();
            hold.address = part.address();
            hold.model = part.model();
            hold.sliceType = part.sliceType();
            hold.persist();
            held(part, guest.value(), at);
            return hold;
        });
    }

    private void give(GpuPart part, Instant at) {
        GpuHoldView.deleteById(part.key());
        held(part, NOBODY, at);
    }

    private void held(GpuPart part, long guest, Instant at) {
        GpuView gpu = gpu(part.gpuId());
        Long[] holders = gpu.holders.clone();
        holders[Math.max(0, part.slice() - 1)] = guest;
        gpu.holders = holders;
        histories.show(HISTORY, gpu.id, at, gpu);
    }

    private static void describe(GpuView gpu, GpuCard card) {
        gpu.model = card.model();
        gpu.address = card.address();
        gpu.memoryMb = card.memoryMb();
        gpu.sliceType = card.sliceType();
        gpu.slices = card.slices();
        gpu.holders = Collections.nCopies(card.parts(), NOBODY).toArray(Long[]::new);
    }

    private static GpuView gpu(GpuId id) {
        return GpuView.<GpuView>findByIdOptional(id.value()).orElseThrow();
    }
}
