package myidc.platform.privacy;

import java.util.Base64;

/**
 * Text about a person as it is stored in facts: sealed by the person's key.
 *
 * @param person the key's name, such as {@code person-7}
 * @param sealed nonce and AES-GCM ciphertext, in Base64
 */
public record Personal(String person, String sealed) {
    byte[] bytes() {
        return Base64.getDecoder().decode(sealed);
    }
}
