/**
 * Who may call a method between machines. `site`: a site whose certificate the roster trusts, and what it says in a person's name is
 * asked of the table of rights. `code`: a machine with an enrolment code. `old key`: a site that proves its key by a signature. `anybody`: the
 * answer is public.
 */
export type MachineCaller = 'site' | 'code' | 'old key' | 'anybody'

/** One row for each gRPC method a gateway offers; one without keeps it from starting. */
export const machineDoors: Readonly<Record<string, MachineCaller>> = {
  '/liandong.link.v1.LinkService/Messages': 'site',
  '/liandong.link.v1.LinkService/Blobs': 'site',
  '/liandong.catalogue.v1.SnapshotService/Contents': 'site',
  '/liandong.enrolment.v1.EnrolmentService/Enrol': 'code',
  '/liandong.enrolment.v1.EnrolmentService/Renew': 'old key',
  '/liandong.enrolment.v1.EnrolmentService/CertifyDesk': 'old key',
  '/grpc.health.v1.Health/Check': 'anybody',
  '/grpc.health.v1.Health/Watch': 'anybody',
  '/grpc.health.v1.Health/List': 'anybody',
  '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo': 'anybody',
  '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo': 'anybody',
}
