void cle_placeholder(void);
