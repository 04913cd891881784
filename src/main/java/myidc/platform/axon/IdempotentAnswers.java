package myidc.platform.axon;

import java.util.Collection;

/** Stored answers of requests that carry an idempotency key; kept in the transaction of the change they answer. */
public interface IdempotentAnswers {
    /** Reserves the request's key, or ends the call with the stored answer; does nothing without a key. */
    void replayOrReserve();

    /**
     * Leaves of stored answers nothing but their numbers, where they went to this caller or have one of these texts as
     * a value; a repeated request still makes nothing twice. To be called within the work that erases somebody.
     */
    void shorten(String caller, Collection<String> texts);

    /** Stores the answer under the reserved key. */
    void keep(Object answer);
}
