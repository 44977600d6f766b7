package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers every event in the contract's envelope, and writes one log line for each. */
final class Dispatcher {

    private final Router router;
    private final Cors cors;
    private final Ids ids;
    private final Clock clock;
    private final Log log;

    /** @param ids makes the ids of requests */
    Dispatcher(Router router, Cors cors, Ids ids, Clock clock, Log log) {
        this.router = router;
        this.cors = cors;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    /** @param event null and half empty ones are answered too */
    Answer answer(APIGatewayV2HTTPEvent event) {
        long start = clock.millis();
        var call = Call.of(event, new CallTrace(ids.next()));
        Answer answer = finished(call, answer(call));
        write(event, call, answer, clock.millis() - start);
        return answer;
    }

    private Answer answer(Call call) {
        try {
            Set<String> methods = cors.asked(call) ? router.methods(call) : Set.of();
            return methods.isEmpty() ? router.answer(call) : cors.permission(call, methods);
        } catch (ImagegenException e) {
            if (e.error().code().status() >= 500) {
                log.error("request_failed", e, "request_id", call.requestId());
            }
            return Answer.error(e, call.requestId());
        } catch (RuntimeException e) {
            log.error("request_failed", e, "request_id", call.requestId(), "route", call.trace().route());
            return Answer.error(
                    new ImagegenException(ErrorCode.INTERNAL_ERROR,
                            "Something is wrong on our side. Try again, and name the request_id if it stays."),
                    call.requestId());
        }
    }

    /** What holds for the answers of all routes. */
    private Answer finished(Call call, Answer answer) {
        Answer named = call.trace().taskId().map(id -> answer.with("X-Task-Id", id)).orElse(answer);
        Answer whole = cors.added(call, Challenge.added(call, named));
        return call.method().equals("HEAD") ? whole.withoutBody() : whole;
    }

    private void write(APIGatewayV2HTTPEvent event, Call call, Answer answer, long millis) {
        CallTrace trace = call.trace();
        List<Object> line = new ArrayList<>(List.of(
                "request_id", call.requestId(), "method", call.method(), "route", trace.route(), "status", answer.status()));
        answer.error().ifPresent(code -> line.addAll(List.of("code", code.wireName())));
        trace.apiKey().ifPresent(id -> line.addAll(List.of("key", id)));
        trace.taskId().ifPresent(id -> line.addAll(List.of("task_id", id)));
        line.addAll(List.of("ms", millis));
        if (event != null && event.getRequestContext() != null && event.getRequestContext().getRequestId() != null) {
            line.addAll(List.of("gateway_request_id", event.getRequestContext().getRequestId()));
        }
        if (call.gateway().front() == Front.FUNCTION_URL) {
            // It has no access log of its own.
            line.addAll(List.of("front", "function_url", "ip", String.valueOf(event.getRequestContext().getHttp().getSourceIp())));
        }
        log.info("request", line.toArray());
    }
}
