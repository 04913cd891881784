package myidc.platform.db;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/**
 * Whether the request under way is only tried out, and what was learnt by it. What is tried is taken back by its
 * transaction; a write outside of one could not be, so it is refused.
 */
@RequestScoped
public class Rehearsal {
    private boolean asked;
    private boolean under;
    private boolean held;
    private final List<Object> notes = new ArrayList<>();

    /** That of the request under way, when it is only to be tried. */
    public static Optional<Rehearsal> current() {
        if (Arc.container() == null || !Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        Rehearsal rehearsal = Arc.container().instance(Rehearsal.class).get();
        return rehearsal.isAsked() ? Optional.of(rehearsal) : Optional.empty();
    }

    /** Refuses what could not be taken back. */
    static void refuseToWrite() {
        current().filter(rehearsal -> !rehearsal.isUnder()).ifPresent(rehearsal -> {
            throw rehearsal.unfit();
        });
    }

    public void ask() {
        asked = true;
    }

    public boolean isAsked() {
        return asked;
    }

    boolean isUnder() {
        return under;
    }

    /** Whether something was tried and taken back. */
    public boolean isHeld() {
        return held;
    }

    /** Runs a trial that takes itself back. */
    public void run(Runnable trial) {
        under = true;
        try {
            trial.run();
            held = true;
        } finally {
            under = false;
        }
    }

    /** Keeps something for the answer, such as a price. */
    public void note(Object learnt) {
        notes.add(learnt);
    }

    public List<Object> notes() {
        return List.copyOf(notes);
    }

    /** The refusal of an operation that cannot be tried out. */
    public Refused unfit() {
        return Refused.field(
                CommonRefusal.INVALID_FIELD, "Prefer", "Prefer: this cannot be tried out, nothing was done");
    }
}
