import { useStart } from '../../ipc/queries';

/** Whether no workspace is open: then a table is checked by itself, and nothing of it is carried out. */
export const useOffline = () => useStart().data?.workspace === null;
