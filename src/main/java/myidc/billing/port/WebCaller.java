package myidc.billing.port;

import java.net.URI;
import java.util.Map;

/** Posts to addresses that strangers chose: never inward, never where a redirect leads, never for long. */
public interface WebCaller {
    Reply post(URI address, Map<String, String> headers, String body);

    /**
     * What came of it.
     *
     * @param status of HTTP; 0 when there was no answer
     * @param trouble why there was none; empty otherwise
     */
    record Reply(int status, String trouble) {
        public boolean taken() {
            return status >= 200 && status < 300;
        }
    }
}
