/** The gRPC services, for the programs that offer or call them; generated code stays inside `wire`. */
export {
  LinkServiceClient,
  LinkServiceService,
  type LinkServiceServer,
} from './gen/liandong/link/v1/service.js'
export {
  EnrolmentServiceClient,
  EnrolmentServiceService,
  type EnrolmentServiceServer,
} from './gen/liandong/enrolment/v1/enrolment.js'
export {
  SnapshotServiceClient,
  SnapshotServiceService,
  type SnapshotServiceServer,
} from './gen/liandong/catalogue/v1/snapshot.js'
