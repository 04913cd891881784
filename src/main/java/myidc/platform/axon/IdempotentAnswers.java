package myidc.platform.axon;

/** Stored answers of requests that carry an idempotency key; kept in the transaction of the change they answer. */
public interface IdempotentAnswers {
    /** Reserves the request's key, or ends the call with the stored answer; does nothing without a key. */
    void replayOrReserve();

    /** Stores the answer under the reserved key. */
    void keep(Object answer);
}
