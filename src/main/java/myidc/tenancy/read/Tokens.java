package myidc.tenancy.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.event.TokenUse;

/** Reads tokens, which know their owner and their hash, never themselves. */
@Singleton
public final class Tokens {
    /** The tokens a person made, by number; at most 1,000. */
    public List<TokenView> of(PersonId person, TokenUse use) {
        return TokenView.<TokenView>find("personId = ?1 and tokenUse = ?2", Sort.by("id"), person.value(), use)
                .page(0, 1_000)
                .list();
    }

    public Optional<TokenView> of(PersonId person, TokenUse use, TokenId id) {
        return TokenView.<TokenView>findByIdOptional(id.value())
                .filter(token -> token.personId == person.value() && token.tokenUse == use);
    }

    public long count(PersonId person) {
        return TokenView.count("personId", person.value());
    }

    public Optional<TokenView> byHash(String hash) {
        return TokenView.<TokenView>find("hash", hash).firstResultOptional();
    }

    public Optional<TokenView> byRefreshHash(String hash) {
        return TokenView.<TokenView>find("refreshHash", hash).firstResultOptional();
    }
}
