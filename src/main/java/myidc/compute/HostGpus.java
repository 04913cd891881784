package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.compute.GpuCommand.ChangeGpu;
import myidc.compute.GpuCommand.FitGpu;
import myidc.compute.GpuCommand.KeepGpus;
import myidc.compute.GpuCommand.RemoveGpu;
import myidc.compute.GpuCommand.SettleGpus;
import myidc.compute.event.GpuCard;
import myidc.compute.event.GpuEvent.GpuChanged;
import myidc.compute.event.GpuEvent.GpuFitted;
import myidc.compute.event.GpuEvent.GpuRemoved;
import myidc.compute.event.GpuEvent.GpusHeld;
import myidc.compute.event.GpuEvent.GpusKept;
import myidc.compute.event.GpuEvent.GpusReleased;
import myidc.compute.event.GpuEvent.GpusSettled;
import myidc.compute.event.GpuPart;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The GPUs of a host: each card, or each slice of one, is one guest's at most. */
abstract class HostGpus {
    private static final String PARTS = "compute.gpu";
    private static final int CARDS_MAX = 64;
    private static final int SLICES_MAX = 256;
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]");
    private static final Pattern SLICE_TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}");

    @AggregateIdentifier
    @Nullable
    HostId id;

    private final Map<Long, GpuCard> cards = new LinkedHashMap<>();
    private final Map<Long, List<GpuPart>> held = new HashMap<>();

    /** What guests that are being resized are to have. */
    private final Map<Long, List<GpuPart>> kept = new HashMap<>();

    @CommandHandler
    void decide(FitGpu command) {
        GpuCard card = checked(command.card());
        if (cards.size() == CARDS_MAX) {
            throw Refused.because(
                    ComputeRefusal.GPU_TAKEN, known() + " has " + CARDS_MAX + " GPUs, the most there may be");
        }
        alone(card, null);
        apply(new GpuFitted(known(), command.gpuId(), card));
    }

    @CommandHandler
    void decide(ChangeGpu command) {
        GpuCard before = there(command.gpuId());
        GpuCard card = checked(command.card());
        if (card.equals(before)) {
            return;
        }
        alone(card, command.gpuId());
        unheld(command.gpuId());
        apply(new GpuChanged(known(), command.gpuId(), card));
    }

    @CommandHandler
    void decide(RemoveGpu command) {
        GpuCard card = there(command.gpuId());
        unheld(command.gpuId());
        apply(new GpuRemoved(known(), command.gpuId(), card.address()));
    }

    private static GpuCard checked(GpuCard card) {
        String model = Check.text("model", card.model(), 60);
        String address = Check.matches("address", card.address(), ADDRESS, "must look like 0000:41:00.0");
        Check.range("memoryMb", card.memoryMb(), 128, 4L * 1024 * 1024);
        String type = card.sliceType();
        if (type == null) {
            if (card.slices() != 0) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "slices", "slices needs a sliceType; a whole card has none");
            }
            return new GpuCard(model, address, card.memoryMb(), null, 0);
        }
        Check.matches("sliceType", type, SLICE_TYPE, "must be a type of mediated devices, such as nvidia-592");
        Check.range("slices", card.slices(), 1, SLICES_MAX);
        return new GpuCard(model, address, card.memoryMb(), type, card.slices());
    }

    private void alone(GpuCard card, @Nullable GpuId itself) {
        cards.forEach((gpu, other) -> {
            if (other.address().equals(card.address()) && (itself == null || itself.value() != gpu)) {
                String present = new GpuId(gpu).text();
                throw Refused.heldBy(
                        ComputeRefusal.GPU_TAKEN, "address", "address " + card.address() + " is " + present, present);
            }
        });
    }

    private GpuCard there(GpuId gpu) {
        GpuCard card = cards.get(gpu.value());
        if (card == null) {
            throw Refused.because(ComputeRefusal.GPU_NOT_FOUND, known() + " has no " + gpu);
        }
        return card;
    }

    private void unheld(GpuId gpu) {
        taken().forEach((guest, parts) -> {
            if (parts.stream().anyMatch(part -> part.gpuId().equals(gpu))) {
                String holder = new InstanceId(guest).text();
                throw Refused.heldBy(
                        ComputeRefusal.GPU_HELD,
                        "id",
                        gpu + " is held by " + holder + ", which has to go first",
                        holder);
            }
        });
    }

    void hold(InstanceId guest, List<GpuWish> wishes, Claims claims) {
        if (!wishes.isEmpty()) {
            List<GpuPart> parts = pick(wishes, List.of());
            claim(guest, parts, claims);
            apply(new GpusHeld(known(), guest, parts));
        }
    }

    @CommandHandler
    void decide(KeepGpus command, Claims claims) {
        InstanceId guest = command.instanceId();
        List<GpuPart> present = held.getOrDefault(guest.value(), List.of());
        if (kept.containsKey(guest.value())
                || (present.isEmpty() && command.wanted().isEmpty())) {
            return;
        }
        List<GpuPart> parts = pick(command.wanted(), present);
        claim(guest, without(parts, present), claims);
        apply(new GpusKept(known(), guest, parts));
    }

    @CommandHandler
    void decide(SettleGpus command, Claims claims) {
        InstanceId guest = command.instanceId();
        List<GpuPart> wanted = kept.get(guest.value());
        if (wanted == null) {
            return;
        }
        List<GpuPart> present = held.getOrDefault(guest.value(), List.of());
        List<GpuPart> stays = command.resized() ? wanted : present;
        List<GpuPart> released = without(taken().getOrDefault(guest.value(), List.of()), stays);
        free(guest, released, claims);
        apply(new GpusSettled(known(), guest, stays, released));
    }

    void release(InstanceId guest, Claims claims) {
        List<GpuPart> parts = taken().get(guest.value());
        if (parts != null) {
            free(guest, parts, claims);
            apply(new GpusReleased(known(), guest, parts));
        }
    }

    /** Those of its own that suit first, then free ones, of cards that are in use already before others. */
    private List<GpuPart> pick(List<GpuWish> wishes, List<GpuPart> own) {
        List<GpuPart> left = new ArrayList<>(own);
        left.addAll(unused());
        List<GpuPart> picked = new ArrayList<>();
        for (GpuWish wish : wishes) {
            List<GpuPart> suiting =
                    left.stream().filter(wish::suits).limit(wish.count()).toList();
            if (suiting.size() < wish.count()) {
                throw Refused.because(
                        ComputeRefusal.GPUS_TAKEN,
                        known() + " has " + suiting.size() + " left of " + wish.words() + " that are wanted");
            }
            left.removeAll(suiting);
            picked.addAll(suiting);
        }
        return List.copyOf(picked);
    }

    private List<GpuPart> unused() {
        Set<GpuPart> used = new HashSet<>();
        taken().values().forEach(used::addAll);
        List<List<GpuPart>> byCard = new ArrayList<>();
        cards.forEach((gpu, card) -> {
            List<GpuPart> parts = new ArrayList<>();
            for (int part = 1; part <= card.parts(); part++) {
                int slice = card.sliceType() == null ? 0 : part;
                parts.add(new GpuPart(new GpuId(gpu), card.address(), card.model(), card.sliceType(), slice));
            }
            parts.removeAll(used);
            byCard.add(parts);
        });
        byCard.sort(Comparator.comparingInt(List::size));
        return byCard.stream().flatMap(List::stream).toList();
    }

    /** By guest, what it has and what is kept for it, what it has first. */
    private Map<Long, List<GpuPart>> taken() {
        Map<Long, List<GpuPart>> all = new HashMap<>(held);
        kept.forEach((guest, wanted) -> {
            List<GpuPart> both = new ArrayList<>(held.getOrDefault(guest, List.of()));
            both.addAll(without(wanted, both));
            all.put(guest, both);
        });
        return all;
    }

    private static List<GpuPart> without(List<GpuPart> parts, List<GpuPart> others) {
        return parts.stream().filter(part -> !others.contains(part)).toList();
    }

    private static void claim(InstanceId guest, List<GpuPart> parts, Claims claims) {
        for (GpuPart part : parts) {
            claims.take(new Claims.Claim(PARTS, part.key(), "type"), guest.text(), ComputeRefusal.GPUS_TAKEN);
        }
    }

    private static void free(InstanceId guest, List<GpuPart> parts, Claims claims) {
        parts.forEach(part -> claims.release(PARTS, part.key(), guest.text()));
    }

    HostId known() {
        return Objects.requireNonNull(id);
    }

    @EventSourcingHandler
    void evolve(GpuFitted fact) {
        cards.put(fact.gpuId().value(), fact.card());
    }

    @EventSourcingHandler
    void evolve(GpuChanged fact) {
        cards.put(fact.gpuId().value(), fact.card());
    }

    @EventSourcingHandler
    void evolve(GpuRemoved fact) {
        cards.remove(fact.gpuId().value());
    }

    @EventSourcingHandler
    void evolve(GpusHeld fact) {
        List<GpuPart> all = new ArrayList<>(held.getOrDefault(fact.instanceId().value(), List.of()));
        all.addAll(fact.parts());
        held.put(fact.instanceId().value(), all);
    }

    @EventSourcingHandler
    void evolve(GpusKept fact) {
        kept.put(fact.instanceId().value(), fact.parts());
    }

    @EventSourcingHandler
    void evolve(GpusSettled fact) {
        kept.remove(fact.instanceId().value());
        if (fact.parts().isEmpty()) {
            held.remove(fact.instanceId().value());
        } else {
            held.put(fact.instanceId().value(), fact.parts());
        }
    }

    @EventSourcingHandler
    void evolve(GpusReleased fact) {
        kept.remove(fact.instanceId().value());
        held.remove(fact.instanceId().value());
    }
}
