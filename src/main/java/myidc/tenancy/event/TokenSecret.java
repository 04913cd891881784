package myidc.tenancy.event;

import org.jspecify.annotations.Nullable;

/**
 * How a token is known again without being known.
 *
 * @param hash SHA-256 of the token, 64 hex digits
 * @param start the token's first characters, at most 16 and never more than a quarter of it
 * @param refreshHash SHA-256 of the refresh token, null where there is none
 */
public record TokenSecret(
        String hash, String start, @Nullable String refreshHash) {}
