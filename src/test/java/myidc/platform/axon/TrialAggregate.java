package myidc.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.platform.axon.TrialAggregate.TrialCommand.AddTrial;
import myidc.platform.axon.TrialAggregate.TrialCommand.BeginTrial;
import myidc.platform.axon.TrialEvent.TrialAdded;
import myidc.platform.axon.TrialEvent.TrialBegun;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** An aggregate of tests alone, to try the spine on: a sum of numbers. */
final class TrialAggregate {
    static final int SNAPSHOT_AFTER = 5;

    @AggregateIdentifier
    private String id;

    private int sum;

    TrialAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(BeginTrial command) {
        apply(new TrialBegun(command.id()));
    }

    @CommandHandler
    void decide(AddTrial command) {
        apply(new TrialAdded(command.id(), command.number(), sum + command.number(), "decided"));
    }

    @EventSourcingHandler
    void evolve(TrialBegun fact) {
        id = fact.id();
    }

    @EventSourcingHandler
    void evolve(TrialAdded fact) {
        sum = fact.sum();
    }

    sealed interface TrialCommand {
        record BeginTrial(@TargetAggregateIdentifier String id) implements TrialCommand {}

        record AddTrial(@TargetAggregateIdentifier String id, int number) implements TrialCommand {}
    }

    @Singleton
    static final class TrialModule implements AxonModule {
        @Override
        public String context() {
            return "trial";
        }

        @Override
        public Map<Class<?>, Integer> aggregates() {
            return Map.of(TrialAggregate.class, SNAPSHOT_AFTER);
        }

        @Override
        public List<Class<?>> eventFamilies() {
            return List.of(TrialEvent.class);
        }

        @Override
        public List<EventUpcaster> upcasters() {
            return List.of(new OriginGiven());
        }
    }

    /** The first facts of this kind had no origin; they read as if it had been "before". */
    static final class OriginGiven extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation fact) {
            return fact.getType().getName().equals("trial.TrialAdded")
                    && fact.getType().getRevision() == null;
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation fact) {
            return fact.upcastPayload(
                    new SimpleSerializedType("trial.TrialAdded", "2"),
                    com.fasterxml.jackson.databind.node.ObjectNode.class,
                    payload -> payload.put("origin", "before"));
        }
    }

    /** Fails in the command's transaction for one number. */
    @Singleton
    @ProcessingGroup("trial.read")
    static final class InlineTrial implements Handler {
        static final int POISON = 666;

        @EventHandler
        void on(TrialAdded fact) {
            if (fact.number() == POISON) {
                throw new IllegalStateException("poison");
            }
        }
    }

    /** A view of what began, and a policy that begins one more thing of each, however often it is told to. */
    @Singleton
    @ProcessingGroup("trial.read")
    static final class BegunTrials implements Handler {
        private final Sql sql;

        BegunTrials(Sql sql) {
            this.sql = sql;
        }

        @EventHandler
        void on(TrialBegun fact) {
            sql.change(
                    "insert into claim (kind, value, holder) values ('trial-begun', ?, ?)",
                    fact.id(),
                    fact.id().replaceFirst("/.*", ""));
        }

        boolean hasMore(String id) {
            return sql.count("select count(*) from claim where kind = 'trial-begun' and value like ?", id + "/%") > 0;
        }
    }

    @Singleton
    @ProcessingGroup("trial.policy")
    static final class OneMoreTrial implements Handler {
        static final int HELD_BACK = 70;
        static final int ONE_MORE = 71;
        static final Semaphore GO_ON = new Semaphore(0);

        private final Commands commands;
        private final BegunTrials begun;

        OneMoreTrial(Commands commands, BegunTrials begun) {
            this.commands = commands;
            this.begun = begun;
        }

        @EventHandler
        void react(TrialAdded fact) throws InterruptedException {
            if (fact.number() == HELD_BACK) {
                assertThat(GO_ON.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            } else if (fact.number() == ONE_MORE && !begun.hasMore(fact.id())) {
                commands.sendAs(Caller.program("policy"), new BeginTrial(fact.id() + "/" + fact.sum()));
            }
        }
    }

    /** Writes one row a fact; fails in SQL for one number, until it is cured. */
    @Singleton
    @ProcessingGroup("trial.policy")
    static final class StreamedTrial implements Handler {
        static final int POISON = 13;
        static volatile boolean cured;
        static final AtomicInteger HANDLED = new AtomicInteger();

        private final Sql sql;

        StreamedTrial(Sql sql) {
            this.sql = sql;
        }

        @EventHandler
        void react(TrialAdded fact) {
            String number = fact.number() == POISON && !cured ? "no number" : Integer.toString(fact.number());
            sql.change(
                    "insert into claim (kind, value, holder) values ('trial', ?, ?::int::text) on conflict do nothing",
                    fact.id() + "/" + fact.sum(),
                    number);
            HANDLED.incrementAndGet();
        }
    }
}
