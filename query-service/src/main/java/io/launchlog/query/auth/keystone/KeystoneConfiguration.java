package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenVerifier;
import io.launchlog.query.overload.HeldThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code launchlog.auth.mode=keystone}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "launchlog.auth.mode", havingValue = "keystone")
class KeystoneConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService keystoneThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("keystone-", 0).factory());
    }

    @Bean
    TokenVerifier keystone(KeystoneProperties properties, ExecutorService keystoneThreads, MeterRegistry meters) {
        Clock clock = Clock.systemUTC();
        Ticker ticker = Ticker.systemTicker();
        KeystoneApi api = new KeystoneApi(properties.url(), properties.timeout());
        OwnToken own = new OwnToken(api, properties.credentials(), properties.timeout(), clock, ticker);
        TokenJudge judge = new TokenJudge(api, own, properties.rules(), clock, ticker, meters);
        return new KeystoneVerifier(judge, properties.timeout().multipliedBy(2), clock, ticker, keystoneThreads);
    }

    @Bean
    HeldThreads threadsThatWaitForKeystone() {
        return new HeldThreads(KeystoneVerifier.MOST_WAITING, "requests that wait for Keystone");
    }
}
