package myidc.api.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import myidc.api.tenant.ServedOperations.Served;
import org.junit.jupiter.api.Test;

/**
 * Watches every call that any test makes to the tenants' API: an answer that does not hold against what is known of
 * Linode's fails the test, but for what is told to those alone who prefer to wait, and a class of tests that no longer meets the operations it is named for fails as a whole.
 */
public final class WireWatch
        implements QuarkusTestBeforeClassCallback, QuarkusTestBeforeEachCallback, QuarkusTestAfterAllCallback, Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireAnswers ANSWERS = WireAnswers.read();
    private static final List<Served> SERVED = ServedOperations.all();
    private static final Set<String> MET = ConcurrentHashMap.newKeySet();
    private static volatile boolean promising;
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeClass(Class<?> testClass) {
        watch();
        promising = testClass.getName().startsWith("myidc.api.tenant.")
                || !MetOperations.read().promisedBy(testClass.getSimpleName()).isEmpty();
        MET.clear();
        RUN.clear();
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        watch();
        RUN.add(context.getTestMethod().getName());
    }

    @Override
    public void afterAll(QuarkusTestContext context) {
        Class<?> tests = context.getTestInstance().getClass();
        MetOperations known = MetOperations.read();
        if ("write".equals(System.getProperty("golden"))) {
            known.write(tests.getSimpleName(), MET);
            return;
        }
        List<String> missed = known.promisedBy(tests.getSimpleName()).stream()
                .filter(operation -> !MET.contains(operation))
                .toList();
        if (ranWhole(tests) && !missed.isEmpty()) {
            throw new AssertionError(
                    tests.getSimpleName() + " is named for operations that it does not meet: " + missed);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.matches("/v4(beta)?/.*") && response.contentType().startsWith("application/json")) {
            hold(request.getMethod(), path.replaceFirst("^/v4(beta)?", "").replaceAll("(?<=.)/$", ""), response);
        }
        return response;
    }

    private static void hold(String verb, String path, Response response) {
        JsonNode body = read(response.asString());
        if (response.header("X-MyIDC-Queued") != null) {
            return;
        }
        boolean well = response.statusCode() < 300;
        Optional<Served> operation = ServedOperations.answering(SERVED, verb + " " + path);
        if (well && promising) {
            operation.ifPresent(met -> MET.add(met.text()));
        }
        List<String> faults = well
                ? operation.map(met -> ANSWERS.faults(verb, met.path(), body)).orElse(List.of())
                : WireAnswers.faultsOfAnError(body);
        if (!faults.isEmpty()) {
            throw new AssertionError(verb + " " + path + " is not answered as Linode does: " + faults);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    private static void watch() {
        if (RestAssured.filters().stream().noneMatch(WireWatch.class::isInstance)) {
            RestAssured.filters(new WireWatch());
        }
    }

    /** Somebody who runs one method of a class does not expect the rest of it. */
    private static boolean ranWhole(Class<?> tests) {
        Set<String> all = new HashSet<>();
        Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .forEach(method -> all.add(method.getName()));
        return RUN.containsAll(all);
    }
}
