package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.port.HostProbe;
import myidc.compute.port.HostProbe.SeenGpu;
import myidc.compute.port.HostProbe.SliceType;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.GpuView;
import myidc.compute.read.Gpus;
import myidc.compute.read.HostView;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Where the GPUs of a connected host are compared with the book; staff brings the book to what is true. */
@Singleton
public final class GpuDesk {
    private final HostProbe probe;
    private final Gpus gpus;

    GpuDesk(HostProbe probe, Gpus gpus) {
        this.probe = probe;
        this.gpus = gpus;
    }

    /** Asks the host now; by address, what it has or the book says that it has. */
    public List<Found> look(HostView host) {
        String uri = host.uri;
        if (uri == null) {
            throw Refused.because(
                    ComputeRefusal.HOST_NOT_CONNECTED,
                    "host-" + host.id + " is simulated and has the GPUs of the book");
        }
        Map<String, GpuView> booked = gpus.of(new HostId(host.id), null).stream()
                .collect(Collectors.toMap(gpu -> gpu.address, Function.identity()));
        Map<String, Found> found = new TreeMap<>();
        for (SeenGpu seen : seen(uri)) {
            GpuView known = booked.remove(seen.address());
            found.put(
                    seen.address(),
                    new Found(
                            known == null ? State.NOT_BOOKED : state(known, seen),
                            seen.address(),
                            seen.vendor(),
                            seen.model(),
                            known == null ? null : known.id,
                            seen.slices().stream()
                                    .sorted(Comparator.comparing(SliceType::id))
                                    .toList()));
        }
        booked.forEach((address, gpu) ->
                found.put(address, new Found(State.NOT_THERE, address, "", gpu.model, gpu.id, List.of())));
        return new ArrayList<>(found.values());
    }

    private static State state(GpuView known, SeenGpu seen) {
        String type = known.sliceType;
        boolean gives = type == null
                || seen.slices().stream().anyMatch(each -> each.id().equals(type));
        return gives ? State.AS_BOOKED : State.NO_SUCH_SLICES;
    }

    private List<SeenGpu> seen(String uri) {
        try {
            return probe.gpus(uri);
        } catch (RoomFailed e) {
            throw Refused.because(ComputeRefusal.HOST_LOST, "The host gives no answer: " + e.getMessage());
        }
    }

    /** How a GPU of a host is beside the book. */
    public enum State {
        AS_BOOKED,
        /** The host has it, the book does not. */
        NOT_BOOKED,
        /** The book has it, the host does not. */
        NOT_THERE,
        /** It cannot be cut into slices as the book says. */
        NO_SUCH_SLICES
    }

    /**
     * A GPU of a host or of the book.
     *
     * @param gpuId the book's; null when it is not there
     */
    public record Found(
            State state,
            String address,
            String vendor,
            String model,
            @Nullable Long gpuId,
            List<SliceType> slices) {}
}
