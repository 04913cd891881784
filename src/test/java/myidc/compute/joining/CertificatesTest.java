package myidc.compute.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Keys as libvirt's own reader wants them. */
class CertificatesTest {
    private static final int ENOUGH_FOR_SHORT_SECRETS = 400;

    @Test
    void aKeyWithItsPublicHalfIsStillTheSameKey() throws Exception {
        for (int tries = 0; tries < ENOUGH_FOR_SHORT_SECRETS; tries++) {
            KeyPair keys = Certificates.newKeys();

            String pem = Certificates.pemWithPublic(keys);

            BigInteger secret = ((ECPrivateKey) keys.getPrivate()).getS();
            assertThat(((ECPrivateKey) Certificates.privateKey(pem)).getS()).isEqualTo(secret);
            BigInteger x = ((ECPublicKey) keys.getPublic()).getW().getAffineX();
            byte[] written = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
            assertThat(HexFormat.of().formatHex(written, written.length - 65, written.length))
                    .startsWith("04" + "%064x".formatted(x));
        }
    }
}
