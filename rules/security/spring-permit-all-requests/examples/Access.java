class Access {
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        // ruleid: spring-permit-all-requests
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/admin/**").hasRole("ADMIN").anyRequest().permitAll());
        // ruleid: spring-permit-all-requests
        http.authorizeRequests().antMatchers("/**").permitAll();
        return http.build();
    }

    SecurityFilterChain closed(HttpSecurity http) throws Exception {
        // ok: spring-permit-all-requests
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/assets/**").permitAll().anyRequest().authenticated());
        // ok: spring-permit-all-requests
        http.formLogin(form -> form.loginPage("/login").permitAll());
        return http.build();
    }
}
