class Startup
{
    void Open(IApplicationBuilder app)
    {
        // ruleid: aspnet-developer-page-always
        app.UseDeveloperExceptionPage();
        app.UseRouting();
    }

    void Checked(IApplicationBuilder app, IWebHostEnvironment env)
    {
        if (env.IsDevelopment())
        {
            // ok: aspnet-developer-page-always
            app.UseDeveloperExceptionPage();
        }
        else
        {
            // ok: aspnet-developer-page-always
            app.UseExceptionHandler("/error");
        }
    }
}
