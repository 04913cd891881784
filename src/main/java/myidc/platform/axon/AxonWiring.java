package myidc.platform.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.platform.db.Claims;
import myidc.platform.db.Sql;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Builds Axon's configuration from what the contexts plug in; the only class that knows how it all hangs together. */
@Singleton
public final class AxonWiring {
    static final DeadLetterSchema DEAD_LETTERS = DeadLetterSchema.builder()
            .deadLetterTable("dead_letter")
            .deadLetterIdentifierColumn("dead_letter_id")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_id")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_id")
            .timestampColumn("recorded_at")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("aggregate_type")
            .aggregateIdentifierColumn("aggregate_id")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();

    private static final TokenSchema TOKENS = TokenSchema.builder()
            .setTokenTable("processor_token")
            .setProcessorNameColumn("processor_name")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("touched_at")
            .setOwnerColumn("owner")
            .build();

    /** Views are written as a call ends, so that what a policy does for one fact is seen by it when it judges the next. */
    private static final int ONE = 1;

    private static final int SEGMENTS = 4;
    private static final int DEAD_LETTER_SEQUENCES_MAX = 10_000;

    /** A gap in the global index older than this was rolled back; no command may run longer. */
    private static final int GAP_TIMEOUT_MS = 300_000;

    private final Instance<AxonModule> modules;
    private final Instance<Handler> handlers;
    private final EventNames names;
    private final JtaTransactions transactions;
    private final ConnectionProvider connections;
    private final Clock clock;
    private final Claims claims;
    private final Sql sql;
    private final FactsAhead ahead;
    private final TailReads tail;
    private final IsolatingHandlers isolating;

    AxonWiring(
            Instance<AxonModule> modules,
            Instance<Handler> handlers,
            EventNames names,
            JtaTransactions transactions,
            AgroalDataSource dataSource,
            Clock clock,
            Claims claims,
            Sql sql,
            FactsAhead ahead,
            TailReads tail) {
        this.modules = modules;
        this.handlers = handlers;
        this.names = names;
        this.transactions = transactions;
        this.connections = dataSource::getConnection;
        this.clock = clock;
        this.claims = claims;
        this.sql = sql;
        this.ahead = ahead;
        this.tail = tail;
        this.isolating = new IsolatingHandlers(transactions.jta());
    }

    @Produces
    @Singleton
    Configuration configuration() {
        GenericEventMessage.clock = clock;
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
        Serializer facts = StableNamesSerializer.over(StoreMapper.facts(), names);
        Serializer fields = StableNamesSerializer.over(snapshotMapper(), names);
        configurer
                .configureSerializer(c -> fields)
                .configureMessageSerializer(c -> facts)
                .configureEventSerializer(c -> facts)
                .configureTransactionManager(c -> transactions)
                .configureEmbeddedEventStore(this::storageEngine)
                .configureCorrelationDataProviders(c -> List.of(new WhoAndWhy()))
                .registerHandlerEnhancerDefinition(c -> isolating)
                .registerComponent(Claims.class, c -> claims)
                .registerComponent(Clock.class, c -> clock);
        for (AxonModule module : modules) {
            module.aggregates().forEach((type, snapshotAfter) -> aggregate(configurer, type, snapshotAfter));
            module.components().forEach((type, component) -> component(configurer, type, component));
            for (EventUpcaster upcaster : module.upcasters()) {
                configurer.registerEventUpcaster(c -> upcaster);
            }
        }
        processors(configurer.eventProcessing());
        Configuration configuration = configurer.buildConfiguration();
        configuration.onStart(() -> configuration.eventStore().subscribe(new Views(views())));
        return configuration;
    }

    private static ObjectMapper snapshotMapper() {
        return StoreMapper.fields();
    }

    private static <A> void aggregate(Configurer configurer, Class<A> type, int snapshotAfter) {
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(type)
                .configureCache(c -> new CaffeineCache())
                .configureSnapshotTrigger(
                        c -> new EventCountSnapshotTriggerDefinition(c.snapshotter(), snapshotAfter)));
    }

    @SuppressWarnings("unchecked")
    private static <T> void component(Configurer configurer, Class<T> type, Object component) {
        configurer.registerComponent(type, c -> (T) component);
    }

    private EventStorageEngine storageEngine(Configuration c) {
        return new PostgresEventStorageEngine(
                PostgresEventStorageEngine.builder()
                        .schema(PostgresEventStorageEngine.SCHEMA)
                        .dataType(String.class)
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .eventSerializer(c.eventSerializer())
                        .snapshotSerializer(c.serializer())
                        .persistenceExceptionResolver(PostgresEventStorageEngine.DUPLICATE_KEY)
                        .upcasterChain(c.upcasterChain())
                        .gapTimeout(GAP_TIMEOUT_MS)
                        .finalAggregateBatchPredicate(batch -> batch.size() < 100),
                sql,
                ahead,
                tail);
    }

    private void processors(EventProcessingConfigurer processing) {
        processing
                .usingPooledStreamingEventProcessors((c, builder) ->
                        builder.initialSegmentCount(SEGMENTS).batchSize(ONE).tokenClaimInterval(1_000))
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultTransactionManager(c -> transactions)
                .registerTokenStore(c -> JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(c.serializer())
                        .schema(TOKENS)
                        .contentType(String.class)
                        .claimTimeout(Duration.ofSeconds(10))
                        .build())
                .registerDeadLetterQueueProvider(group -> c -> deadLetters(c, group));
        handlers.stream()
                .filter(handler -> !writesViews(handler))
                .forEach(h -> processing.registerEventHandler(c -> h));
    }

    private List<Handler> views() {
        return handlers.stream()
                .filter(AxonWiring::writesViews)
                .sorted(Comparator.comparing(handler -> groupOf(handler.getClass())))
                .toList();
    }

    private static boolean writesViews(Handler handler) {
        return inTheCommandsTransaction(groupOf(handler.getClass()));
    }

    /** Whether a group's handlers run in the transaction of the command, rather than in a processor of their own. */
    static boolean inTheCommandsTransaction(String group) {
        return group.endsWith(".read");
    }

    private JdbcSequencedDeadLetterQueue<EventMessage<?>> deadLetters(Configuration c, String group) {
        return JdbcSequencedDeadLetterQueue.builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager((TransactionManager) transactions)
                .schema(DEAD_LETTERS)
                .genericSerializer(c.serializer())
                .eventSerializer(c.eventSerializer())
                .maxSequences(DEAD_LETTER_SEQUENCES_MAX)
                .build();
    }

    static String groupOf(Class<?> handler) {
        ProcessingGroup group = handler.getAnnotation(ProcessingGroup.class);
        if (group == null) {
            throw new IllegalStateException(handler + " names no processing group");
        }
        return group.value();
    }

    /** Names of all processing groups with their handlers' classes, for operators. */
    public Map<String, List<String>> groups() {
        return handlers.stream()
                .collect(Collectors.groupingBy(
                        h -> groupOf(h.getClass()),
                        TreeMap::new,
                        Collectors.mapping(h -> h.getClass().getSimpleName(), Collectors.toList())));
    }
}
