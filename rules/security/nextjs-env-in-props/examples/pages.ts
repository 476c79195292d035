import type { GetServerSideProps } from 'next';

export const getServerSideProps: GetServerSideProps = async (context) => {
  return {
    // ruleid: nextjs-env-in-props
    props: { user: context.query.user, database: process.env.DATABASE_URL },
  };
};

export const load = async () => {
  // ok: nextjs-env-in-props
  return connect({ database: process.env.DATABASE_URL });
};
