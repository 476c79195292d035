const config: NextConfig = {
  images: {
    // ruleid: nextjs-images-of-any-host
    remotePatterns: [{ hostname: '*' }],
  },
};

// ok: nextjs-images-of-any-host
export const rule = { hostname: '**' };
export default config;
