import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

class Security {
    SecurityFilterChain lambda(HttpSecurity http) throws Exception {
        // ruleid: spring-csrf-disabled
        http.csrf(csrf -> csrf.disable())
            .formLogin(Customizer.withDefaults());
        return http.build();
    }

    SecurityFilterChain reference(HttpSecurity http) throws Exception {
        // ruleid: spring-csrf-disabled
        return http.csrf(AbstractHttpConfigurer::disable).formLogin(Customizer.withDefaults()).build();
    }

    SecurityFilterChain stateless(HttpSecurity http) throws Exception {
        // ok: spring-csrf-disabled
        http.csrf(csrf -> csrf.disable());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    SecurityFilterChain statelessChain(HttpSecurity http) throws Exception {
        // ok: spring-csrf-disabled
        return http.csrf(csrf -> csrf.disable())
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .build();
    }

    SecurityFilterChain partly(HttpSecurity http) throws Exception {
        // ok: spring-csrf-disabled
        return http.csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/**")).build();
    }
}
