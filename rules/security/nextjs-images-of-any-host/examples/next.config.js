module.exports = {
  images: {
    remotePatterns: [
      // ruleid: nextjs-images-of-any-host
      { protocol: 'https', hostname: '**' },
      // ok: nextjs-images-of-any-host
      { protocol: 'https', hostname: 'images.example.com' },
      // ok: nextjs-images-of-any-host
      { protocol: 'https', hostname: '**.example.com' },
    ],
  },
};
